using System.Globalization;
using System.Text.RegularExpressions;

namespace Qboxmail.Probe.Document;

/// <summary>A method, and a path with parameters in braces.</summary>
internal sealed partial record Route(string Method, string Path)
{
    /// <summary>A code that no resource has.</summary>
    public const string UnknownCode = "qboxmail-probe-no-such-code";

    // The segments are not stored, because record equality would compare the lists by reference.
    public IReadOnlyList<string> Segments => Path.Trim('/').Split('/');

    public IReadOnlyList<string> Parameters => [.. Segments.Where(IsParameter)];

    /// <summary>Gets the path without the names of its parameters, because a server does not distinguish paths by these names.</summary>
    public string Shape => Parameter().Replace(Path, "{}");

    /// <summary>Gets the path with codes that no resource has.</summary>
    public string WithUnknownCodes => Parameter().Replace(Path, UnknownCode);

    /// <summary>Gets the last URL segment of the reference page: the method, then each word of the path capitalized, without separators.</summary>
    public string Slug => Method.ToLowerInvariant() + string.Concat(
        Segments.SelectMany(segment => segment.Trim('{', '}').Split('_')).Select(Capitalize));

    /// <summary>Gets the route with its last literal segment replaced by a word that no server uses.</summary>
    public Route WithUnknownSegment()
    {
        var index = Segments.Count - 1;

        while (IsParameter(Segments[index]))
        {
            index--;
        }

        return this with { Path = "/" + string.Join('/', Segments.Select((segment, at) => at == index ? "qboxmail-probe-no-such-path" : segment)) };
    }

    public override string ToString() => $"{Method} {Path}";

    private static string Capitalize(string word) => word[..1].ToUpper(CultureInfo.InvariantCulture) + word[1..];

    private static bool IsParameter(string segment) => segment.StartsWith('{');

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
