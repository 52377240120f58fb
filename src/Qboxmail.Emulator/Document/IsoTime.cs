using System.Globalization;

namespace Qboxmail.Emulator.Document;

/// <summary>Reads ISO 8601 dates and times. Other formats are ambiguous: 04/05/2026 is a day in April or in May.</summary>
internal static class IsoTime
{
    private const string DateFormat = "yyyy-MM-dd";

    private static readonly string[] Formats =
    [
        DateFormat,
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>Returns a value indicating whether the text is a date, such as <c>2026-08-10</c>.</summary>
    public static bool IsDate(string text) => DateOnly.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>Reads a date or an instant, in UTC unless it has an offset.</summary>
    public static bool TryParse(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
}
