using System.Globalization;
using System.Text.RegularExpressions;

namespace Qboxmail.Http;

/// <summary>
/// Finds the code of a new resource. It rejects a code that is invalid in a path, because the next call with it would throw an ArgumentException.
/// </summary>
internal static class ResourceCodes
{
    // Frameworks write these when they have no code.
    private static readonly HashSet<string> Placeholders = new(StringComparer.OrdinalIgnoreCase)
    {
        "0", "false", "true", "null", "nil", "none", "undefined", "nan",
    };

    private static readonly Regex Host = new("^(?:[a-z][a-z0-9+.-]*:)?//[^/?#]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Returns whether a path can contain the code.</summary>
    // A slash is accepted only in an email address, which identifies a signature.
    public static bool IsUsable(string? code) =>
        !string.IsNullOrWhiteSpace(code) && !Placeholders.Contains(code!) && code == code!.Trim() && !code.Any(IsInvisible)
        && !ApiRequest.IsDotSegment(code) && (code.Contains('@') || code.IndexOfAny(['/', '\\', '{', '[']) < 0);

    /// <summary>Returns the last segment of the path in Location, or null when it is not a code.</summary>
    public static string? FromLocation(ApiResponse response)
    {
        var path = Host.Replace(response.Response.Headers.Location?.OriginalString ?? "", "").Split('?', '#')[0].TrimEnd('/');
        var code = Uri.UnescapeDataString(path.Split('/').Last());

        // Location may name the list instead of the new resource, or be an address without a path, such as a mailto address.
        return IsUsable(code) && !code.Contains(':')
            && !code.Equals(response.Call.Operation.Path.Split('/').Last(), StringComparison.OrdinalIgnoreCase)
            ? code
            : null;
    }

    // U+FFFD stands for a character that could not be decoded.
    private static bool IsInvisible(char character) =>
        char.IsControl(character) || character == '\uFFFD' || char.GetUnicodeCategory(character) == UnicodeCategory.Format;
}
