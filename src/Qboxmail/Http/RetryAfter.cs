using System.Globalization;
using System.Text.RegularExpressions;

namespace Qboxmail.Http;

/// <summary>
/// Reads the Retry-After header from its raw text, because HttpClient drops what its own parser rejects: numbers beyond int, fractions and lists. The
/// longest of several values counts.
/// </summary>
internal static class RetryAfter
{
    // Close to the maximum of TimeSpan.
    private const double MaxSeconds = 9e11;

    // The length of the shortest ISO 8601 date, as in 2026-4-1.
    private const int MinIsoLength = 8;

    private static readonly string[] DateFormats =
        ["d MMM yyyy H:m:s", "d MMM yyyy H:m", "d MMM yyyy H:m:s zzz", "d-MMM-yy H:m:s", "d-MMM-yyyy H:m:s", "MMM d H:m:s yyyy"];

    // Some servers send the wrong weekday, and dates without a zone are in GMT.
    private static readonly Regex Ignored = new(
        "^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\\s+| (?:gmt|utc|ut|z)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // With the units that some frameworks add, as in 30s and 1m30s.
    private static readonly Regex Duration = new(
        @"^(?:(?<m>[0-9]+) ?m(?:in(?:ute)?s?)?)? ?(?:(?<s>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?: ?s(?:ec(?:ond)?s?)?)?)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Gets the wait that the response asks for, zero for a date that has passed; null when it asks for none.</summary>
    /// <param name="response">The response. A date is compared with its own Date header, because the local clock may be wrong.</param>
    /// <param name="time">The clock for responses without a Date header.</param>
    public static TimeSpan? Of(HttpResponseMessage response, TimeProvider time)
    {
        var now = Values(response, "Date").Select(ParseDate).FirstOrDefault() ?? time.GetUtcNow();
        var longest = Values(response, "Retry-After").SelectMany(Split).Max(value => ParseSeconds(value) ?? (ParseDate(value) - now));

        return longest is { } wait ? TimeSpan.FromTicks(Math.Max(wait.Ticks, 0)) : null;
    }

    private static IEnumerable<string> Values(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values : [];

    /// <summary>Splits a list at its commas, but not a date, which has a comma after the weekday.</summary>
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

    // Some runtimes return false and others infinity for a number that has too many digits.
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

        // ISO 8601 is not allowed here, but common.
        return local.Length >= MinIsoLength && local[4] == '-' && DateTimeOffset.TryParse(local, CultureInfo.InvariantCulture, Styles, out date)
            ? date
            : null;
    }
}
