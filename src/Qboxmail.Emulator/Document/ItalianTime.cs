namespace Qboxmail.Emulator.Document;

/// <summary>
/// Italian local time, in which the service writes instants. The code contains the rule for summer time, because minimal systems have no time zone
/// database.
/// </summary>
internal static class ItalianTime
{
    public static DateTimeOffset Of(DateTimeOffset time)
    {
        var utc = time.UtcDateTime;
        var isSummer = utc >= Change(utc.Year, 3) && utc < Change(utc.Year, 10);
        return time.ToOffset(TimeSpan.FromHours(isSummer ? 2 : 1));
    }

    // Summer time begins and ends on the last Sunday of a month, at 01:00 UTC.
    private static DateTime Change(int year, int month)
    {
        var last = new DateTime(year, month, DateTime.DaysInMonth(year, month), 1, 0, 0, DateTimeKind.Utc);
        return last.AddDays(-(int)last.DayOfWeek);
    }
}
