using System.Globalization;

namespace Qboxmail.Emulator.Document;

/// <summary>Dates and times in the notation of ISO 8601. Others are ambiguous: 04/05/2026 is a day in April or in May.</summary>
internal static class IsoTime
{
    private const string DateFormat = "yyyy-MM-dd";

    private static readonly string[] Formats =
    [
        DateFormat,
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>Returns a value indicating whether the text is a day, such as <c>2026-08-10</c>.</summary>
    public static bool IsDate(string text) => DateOnly.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>Reads a day or an instant, in UTC when no offset is given.</summary>
    public static bool TryParse(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
}
