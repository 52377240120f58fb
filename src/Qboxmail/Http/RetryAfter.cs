namespace Qboxmail.Http;

/// <summary>
/// Parses the raw value of the Retry-After header, because .NET does not parse large numbers, fractions and lists. If there are several values, the
/// longest delay applies.
/// </summary>
internal static class RetryAfter
{
    // TimeSpan.MaxValue is about 9.2e11 seconds.
    private const double MaxSeconds = 9e11;

    // The length of the shortest accepted form, such as 2026-4-1.
    private const int MinIsoLength = 8;

    private static readonly string[] DateFormats =
        ["d MMM yyyy H:m:s", "d MMM yyyy H:m", "d MMM yyyy H:m:s zzz", "d-MMM-yy H:m:s", "d-MMM-yyyy H:m:s", "MMM d H:m:s yyyy"];

    // The weekday is ignored, because some servers send a wrong one. The zone is ignored, because a date without one is read as UTC.
    private static readonly Regex Ignored = new(
        "^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\\s+| (?:gmt|utc|ut|z)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // Some frameworks add units, as in 30s and 1m30s.
    private static readonly Regex Duration = new(
        @"^(?:(?<m>[0-9]+) ?m(?:in(?:ute)?s?)?)? ?(?:(?<s>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?: ?s(?:ec(?:ond)?s?)?)?)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Gets the delay that the response requests: zero for a date that has passed, or <see langword="null"/> if it requests none.</summary>
    /// <param name="response">The response. A date is compared with its Date header, because the local clock may be wrong.</param>
    /// <param name="time">The time provider for responses without a Date header.</param>
    public static TimeSpan? Of(HttpResponseMessage response, TimeProvider time)
    {
        var now = Values(response, "Date").Select(ParseDate).FirstOrDefault() ?? time.GetUtcNow();
        var longest = Values(response, "Retry-After").SelectMany(Split).Max(value => ParseSeconds(value) ?? (ParseDate(value) - now));

        return longest is { } wait ? TimeSpan.FromTicks(Math.Max(wait.Ticks, 0)) : null;
    }

    private static IEnumerable<string> Values(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values : [];

    /// <summary>Splits a list at its commas, but not at the comma after the weekday of a date.</summary>
    private static IEnumerable<string> Split(string value)
    {
        var day = "";

        foreach (var part in value.Split(',').Select(part => part.Trim(' ', '\t', '"')))
        {
            if (day.Length == 0 && part.Length >= 3 && part.All(char.IsLetter))
            {
                day = $"{part}, ";
                continue;
            }

            yield return day + part;
            day = "";
        }
    }

    private static TimeSpan? ParseSeconds(string text)
    {
        if (text.Length == 0 || Duration.Match(text) is not { Success: true } duration)
        {
            return null;
        }

        var seconds = (60 * Number(duration.Groups["m"])) + Number(duration.Groups["s"]);
        return TimeSpan.FromTicks((long)(Math.Min(seconds, MaxSeconds) * TimeSpan.TicksPerSecond));
    }

    // For a number with too many digits, TryParse fails on .NET Framework and returns infinity on .NET.
    private static double Number(Group digits) =>
        !digits.Success ? 0
        : double.TryParse(digits.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number
        : double.PositiveInfinity;

    private static DateTimeOffset? ParseDate(string text)
    {
        var local = Ignored.Replace(text, "");
        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces;

        if (DateTimeOffset.TryParseExact(local, DateFormats, CultureInfo.InvariantCulture, Styles, out var date))
        {
            return date;
        }

        // HTTP does not allow ISO 8601 dates here, but some servers send them.
        return local.Length >= MinIsoLength && local[4] == '-' && DateTimeOffset.TryParse(local, CultureInfo.InvariantCulture, Styles, out date)
            ? date
            : null;
    }
}
