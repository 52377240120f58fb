namespace Qboxmail.Json;

/// <summary>Parses and formats timestamps. The API documents no format: parsing accepts many, formatting uses ISO 8601.</summary>
internal static class Timestamps
{
    private const string HttpFormat = "r";

    public static bool TryParse(string text, out DateTimeOffset value)
    {
        // Some web frameworks print "2026-04-16 09:12:33 UTC".
        const string utc = " UTC";
        var clean = text.Trim();
        clean = clean.EndsWith(utc, StringComparison.Ordinal) ? clean.Substring(0, clean.Length - utc.Length) + "Z" : clean;

        return StartsWithYear(clean)
            ? DateTimeOffset.TryParse(
                clean, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out value)
            : DateTimeOffset.TryParseExact(clean, HttpFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value);
    }

    // Fractions are limited to milliseconds, because many parsers reject longer ones.
    public static string Format(DateTimeOffset value) => value.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFK", CultureInfo.InvariantCulture);

    public static string FormatDate(DateTime value) => value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // A date that does not start with the year is ambiguous: 04/05/2026 is in April or May. A parser would also complete a partial date with parts of
    // today's date.
    private static bool StartsWithYear(string text) =>
        text.Length >= 8 && text.Take(4).All(char.IsDigit) && text[4] is '-' or '/' or '.' && text.IndexOf(text[4], 5) > 0;
}
