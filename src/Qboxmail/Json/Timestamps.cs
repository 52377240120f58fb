using System.Globalization;

namespace Qboxmail.Json;

/// <summary>Points in time as text. The API documents no format, so that reading is generous and writing is ISO 8601.</summary>
internal static class Timestamps
{
    public static bool TryParse(string text, out DateTimeOffset value)
    {
        // "2026-04-16 09:12:33 UTC" is what some web frameworks print.
        const string utc = " UTC";
        var clean = text.EndsWith(utc, StringComparison.Ordinal) ? text.Substring(0, text.Length - utc.Length) + "Z" : text;

        return DateTimeOffset.TryParse(clean, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out value);
    }

    public static string Format(DateTimeOffset value) => value.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture);

    public static string FormatDate(DateTime value) => value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
