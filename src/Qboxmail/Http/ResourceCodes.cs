using System.Text.RegularExpressions;

namespace Qboxmail.Http;

/// <summary>Finds the code of a new resource. A code that is invalid in a path is rejected, because the next call would blame its caller.</summary>
internal static class ResourceCodes
{
    private static readonly Regex Host = new("^(?:[a-z][a-z0-9+.-]*:)?//[^/]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // Only an email address, which identifies a signature, may contain a slash.
    public static bool IsUsable(string? code) =>
        !string.IsNullOrWhiteSpace(code) && code is not ("." or "..") && code == code!.Trim() && !code.Any(char.IsControl)
        && (code.IndexOf('@') > 0 || code.IndexOfAny(['/', '\\']) < 0);

    /// <summary>Returns the last segment of the path in Location, or null when it is not a code.</summary>
    public static string? FromLocation(ApiResponse response)
    {
        var path = Host.Replace(response.Response.Headers.Location?.OriginalString ?? "", "").Split('?', '#')[0].TrimEnd('/');
        var code = Uri.UnescapeDataString(path.Split('/').Last());

        // Location may name the list instead of the new resource.
        return IsUsable(code) && code != response.Call.Operation.Path.Split('/').Last() ? code : null;
    }
}
