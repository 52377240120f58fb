namespace Qboxmail.Http;

/// <summary>
/// Finds the code of a new resource. It rejects a code that cannot be used in a path, because the next call would throw an ArgumentException.
/// </summary>
internal static class ResourceCodes
{
    // Web frameworks serialize a missing code as one of these values.
    private static readonly HashSet<string> Placeholders = new(StringComparer.OrdinalIgnoreCase)
    {
        "0", "false", "true", "null", "nil", "none", "undefined", "nan",
    };

    private static readonly Regex Host = new("^(?:[a-z][a-z0-9+.-]*:)?//[^/?#]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Returns whether a code can be used in a path.</summary>
    // A code with a slash is valid only if it is an email address, which identifies a signature.
    public static bool IsUsable(string? code) =>
        !string.IsNullOrWhiteSpace(code) && !Placeholders.Contains(code!) && code == code!.Trim() && !code.Any(IsInvisible)
        && !ApiRequest.IsDotSegment(code) && (code.Contains('@') || code.IndexOfAny(['/', '\\', '{', '[']) < 0);

    /// <summary>Returns the last path segment of the Location header, or <see langword="null"/> if it is not a code.</summary>
    public static string? FromLocation(ApiResponse response)
    {
        var path = Host.Replace(response.Response.Headers.Location?.OriginalString ?? "", "").Split('?', '#')[0].TrimEnd('/');
        var code = Uri.UnescapeDataString(path.Split('/').Last());

        // The Location header may contain the path of the list, or a URI without a path, such as a mailto URI.
        return IsUsable(code) && !code.Contains(':')
            && !code.Equals(response.Call.Operation.Path.Split('/').Last(), StringComparison.OrdinalIgnoreCase)
            ? code
            : null;
    }

    // U+FFFD replaces a character that could not be decoded.
    private static bool IsInvisible(char character) =>
        char.IsControl(character) || character == '\uFFFD' || char.GetUnicodeCategory(character) == UnicodeCategory.Format;
}
