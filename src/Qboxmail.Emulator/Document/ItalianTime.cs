namespace Qboxmail.Emulator.Document;

/// <summary>
/// Converts times to Italian local time, which the real service uses in responses. The rule for daylight saving time is in code, because minimal
/// systems have no time zone database.
/// </summary>
internal static class ItalianTime
{
    public static DateTimeOffset Of(DateTimeOffset time)
    {
        var utc = time.UtcDateTime;
        var isSummer = utc >= Change(utc.Year, 3) && utc < Change(utc.Year, 10);
        return time.ToOffset(TimeSpan.FromHours(isSummer ? 2 : 1));
    }

    // Daylight saving time begins and ends on the last Sunday of the month, at 01:00 UTC.
    private static DateTime Change(int year, int month)
    {
        var last = new DateTime(year, month, DateTime.DaysInMonth(year, month), 1, 0, 0, DateTimeKind.Utc);
        return last.AddDays(-(int)last.DayOfWeek);
    }
}
