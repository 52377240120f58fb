using System.Globalization;
using System.Text.RegularExpressions;

namespace Qboxmail.Emulator.Document;

/// <summary>A format of dates or times in API responses.</summary>
/// <param name="Pattern">The .NET format string.</param>
/// <param name="IsUtc"><see langword="true"/> if times are in UTC; <see langword="false"/> if they are in Italian local time.</param>
internal sealed partial record TimeFormat(string Pattern, bool IsUtc)
{
    /// <summary>Gets the format that clients of the real service have observed.</summary>
    public static TimeFormat Observed { get; } = new("yyyy-MM-dd'T'HH:mm:ss.fffzzz", IsUtc: false);

    private static readonly DateTimeOffset SampleTime = new(2025, 9, 3, 9, 32, 26, TimeSpan.Zero);

    public bool IsDate => Pattern == "yyyy-MM-dd";

    /// <summary>Gets a value indicating whether the order of day and month is ambiguous.</summary>
    public bool IsAmbiguous => Pattern.StartsWith("dd", StringComparison.Ordinal);

    /// <summary>Gets a value indicating whether the format conforms to RFC 3339, as <c>date-time</c> in OpenAPI requires.</summary>
    public bool IsRfc3339 => Pattern.StartsWith("yyyy-MM-dd'T'HH:mm:ss", StringComparison.Ordinal)
        && (Pattern.EndsWith("zzz", StringComparison.Ordinal) || Pattern.EndsWith("'Z'", StringComparison.Ordinal));

    /// <summary>Gets a sample time in this format.</summary>
    public string Sample => Write(SampleTime);

    /// <summary>Gets the format of a string, or <see langword="null"/> if the string is neither a date nor a time.</summary>
    public static TimeFormat? Of(string text)
    {
        if (Iso().Match(text) is { Success: true } iso)
        {
            var fraction = iso.Groups["fraction"].Length;
            var pattern = "yyyy-MM-dd"
                + (iso.Groups["separator"].Value switch { "T" => "'T'", var separator => separator })
                + (iso.Groups["time"].Success ? "HH:mm" : "")
                + (iso.Groups["seconds"].Success ? ":ss" : "")
                + (fraction > 0 ? "." + new string('f', fraction - 1) : "")
                + iso.Groups["space"].Value;
            return Zoned(pattern, iso.Groups["zone"].Value);
        }

        if (European().Match(text) is { Success: true } european)
        {
            var pattern = $"dd'{european.Groups["separator"].Value}'MM'{european.Groups["separator"].Value}'yyyy"
                + (european.Groups["time"].Success ? " HH:mm" : "")
                + (european.Groups["seconds"].Success ? ":ss" : "");
            return new TimeFormat(pattern, IsUtc: false);
        }

        var isHttpDate = DateTimeOffset.TryParseExact(text, "R", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
        return isHttpDate ? new TimeFormat("R", IsUtc: true) : null;
    }

    public string Write(DateTimeOffset time) =>
        (IsUtc ? time.ToUniversalTime() : ItalianTime.Of(time)).ToString(Pattern, CultureInfo.InvariantCulture);

    private static TimeFormat Zoned(string pattern, string zone) => zone switch
    {
        "" => new(pattern, IsUtc: false),
        "Z" or "UTC" or "GMT" => new($"{pattern}'{zone}'", IsUtc: true),
        _ when zone.Contains(':', StringComparison.Ordinal) => new(pattern + "zzz", IsUtc: false),
        // .NET has no format specifier for an offset without a colon. Italian offsets have no minutes.
        _ => new(pattern + "zz'00'", IsUtc: false),
    };

    [GeneratedRegex("""
        ^\d{4}-\d{2}-\d{2}
        ((?<separator>[T\x20])(?<time>\d{2}:\d{2})(?<seconds>:\d{2})?(?<fraction>\.\d{1,7})?(?<space>\x20?)(?<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?\z
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Iso();

    [GeneratedRegex(@"^\d{2}(?<separator>[/.-])\d{2}\k<separator>\d{4}( (?<time>\d{2}:\d{2})(?<seconds>:\d{2})?)?\z")]
    private static partial Regex European();
}
