using System.Globalization;
using System.Text.RegularExpressions;

namespace Qboxmail.Emulator.Document;

/// <summary>Parses ISO 8601 dates and times. Other formats can be ambiguous: 04/05/2026 is a day in April or in May.</summary>
internal static partial class IsoTime
{
    private const string DateFormat = "yyyy-MM-dd";

    // .NET parses at most seven fractional digits, so further digits are removed.
    private const int MaxFraction = 7;

    private static readonly string[] Formats = [DateFormat, "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>Returns a value indicating whether the string is a date, such as <c>2026-08-10</c>.</summary>
    public static bool IsDate(string text) => DateOnly.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>Parses a date, or a date and time. A value without an offset is in UTC.</summary>
    public static bool TryParse(string text, out DateTimeOffset time)
    {
        time = default;
        return Pattern().Match(text) is { Success: true } match && DateTimeOffset.TryParseExact(
            Normalize(match.Groups), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
    }

    private static string Normalize(GroupCollection groups)
    {
        var (fraction, zone) = (groups["fraction"].Value, groups["zone"].Value);
        return groups["day"].Value
            + (groups["time"].Success ? $"T{groups["time"].Value}" : "")
            + (fraction.Length > 0 ? $".{fraction[..Math.Min(fraction.Length, MaxFraction)]}" : "")
            + (zone.Length == 3 ? $"{zone}:00" : zone.ToUpperInvariant());
    }

    [GeneratedRegex("""
        ^(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})
        (
            [Tt\ ](?<time>[0-9]{2}:[0-9]{2}(:[0-9]{2})?)
            ((?<=:[0-9]{2}:[0-9]{2})[.,](?<fraction>[0-9]+))?
            (?<zone>[Zz]|[+-][0-9]{2}(:?[0-9]{2})?)?
        )?\z
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
