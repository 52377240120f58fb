namespace Qboxmail.Emulator.Document;

/// <summary>
/// The time of Italy, which the service writes. The rule of the European Union is part of the code, because minimal systems have no database of
/// time zones.
/// </summary>
internal static class ItalianTime
{
    public static DateTimeOffset Of(DateTimeOffset time)
    {
        var utc = time.UtcDateTime;
        var isSummer = utc >= Change(utc.Year, 3) && utc < Change(utc.Year, 10);
        return time.ToOffset(TimeSpan.FromHours(isSummer ? 2 : 1));
    }

    // The last Sunday of the month, at one o'clock UTC.
    private static DateTime Change(int year, int month)
    {
        var last = new DateTime(year, month, DateTime.DaysInMonth(year, month), 1, 0, 0, DateTimeKind.Utc);
        return last.AddDays(-(int)last.DayOfWeek);
    }
}
