using System.Globalization;
using System.Text.RegularExpressions;

namespace Qboxmail.Http;

/// <summary>
/// Reads the Retry-After header from its raw text, because HttpClient drops what its own parser rejects: numbers beyond int, fractions and lists. The
/// longest of several values counts.
/// </summary>
internal static class RetryAfter
{
    private static readonly string[] DateFormats =
        ["d MMM yyyy H:m:s", "d MMM yyyy H:m:s zzz", "d-MMM-yy H:m:s", "d-MMM-yyyy H:m:s", "MMM d H:m:s yyyy"];

    // Ignored, because some servers name the wrong one.
    private static readonly Regex Weekday = new(
        "^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\\s+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly string[] Zones = [" GMT", " UTC", " Z"];

    /// <summary>Gets the wait that the response asks for, zero for a date that has passed; null when it asks for none.</summary>
    /// <param name="response">The response. A date is compared with its own Date header, because our clock may be wrong.</param>
    /// <param name="time">The clock for responses without a Date header.</param>
    public static TimeSpan? Of(HttpResponseMessage response, TimeProvider time)
    {
        TimeSpan? longest = null;

        foreach (var header in Values(response, "Retry-After"))
        {
            foreach (var value in Split(header))
            {
                var wait = ParseSeconds(value) ?? (ParseDate(value) is { } date ? date - Now(response, time) : null);
                longest = longest is null || wait > longest ? wait ?? longest : longest;
            }
        }

        return longest < TimeSpan.Zero ? TimeSpan.Zero : longest;
    }

    private static string[] Values(HttpResponseMessage response, string name) =>
#if NET
        response.Headers.NonValidated.TryGetValues(name, out var values) ? [.. values] : [];
#else
        response.Headers.TryGetValues(name, out var values) ? [.. values] : [];
#endif

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
        var isNumber = text.Length > 0 && text.All(c => c is (>= '0' and <= '9') or '.') && text.Count(c => c == '.') <= 1 && text != ".";

        if (!isNumber)
        {
            return null;
        }

        // Some runtimes return false and others infinity for a number that has too many digits.
        var isRead = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds);

        return isRead && seconds < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond)) : TimeSpan.MaxValue;
    }

    private static DateTimeOffset? ParseDate(string text)
    {
        var zone = Zones.FirstOrDefault(zone => text.EndsWith(zone, StringComparison.OrdinalIgnoreCase)) ?? "";
        var local = Weekday.Replace(text.Substring(0, text.Length - zone.Length), "");
        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces;

        if (DateTimeOffset.TryParseExact(local, DateFormats, CultureInfo.InvariantCulture, Styles, out var date))
        {
            return date;
        }

        // ISO 8601 is not allowed here, but common.
        return text.Length > 10 && text[4] == '-' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Styles, out date) ? date : null;
    }

    private static DateTimeOffset Now(HttpResponseMessage response, TimeProvider time) =>
        Values(response, "Date").Select(ParseDate).FirstOrDefault(date => date is not null) ?? time.GetUtcNow();
}
