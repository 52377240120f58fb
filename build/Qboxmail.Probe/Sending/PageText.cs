using System.Net;
using System.Text.RegularExpressions;

namespace Qboxmail.Probe.Sending;

/// <summary>Searches the visible text of an HTML page for a path.</summary>
internal static partial class PageText
{
    // The API reference writes parameters as {code}, :code or <code>.
    private const string Parameter = @"(\{[^{}/\s]+\}|:[A-Za-z_]\w*|<[^<>/\s]+>)";

    // A method or a host can precede the path without a space.
    private const string Before = @"((?<![\w/{}-])|(?<=\b(GET|PUT|POST|DELETE|PATCH))|(?<=https?://[\w.:-]+))";
    private const string After = @"(?![\w/{}:<-])";

    /// <summary>Returns a value indicating whether the visible text contains exactly this path. The names of its parameters can differ.</summary>
    public static bool Names(string html, string path)
    {
        var visible = Blocks().Replace(Inline().Replace(Hidden().Replace(html, " "), ""), " ");
        var pattern = string.Concat(Braces().Split(path).Select(part => part.StartsWith('{') ? Parameter : Regex.Escape(part)));

        return Regex.IsMatch(WebUtility.HtmlDecode(visible), $"{Before}{pattern}{After}", RegexOptions.None, TimeSpan.FromSeconds(5));
    }

    [GeneratedRegex("<script.*?</script>|<style.*?</style>|<!--.*?-->", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Hidden();

    // These tags can occur within a path, because pages highlight parameters.
    [GeneratedRegex(@"</?(span|code|em|strong|b|i|a|mark|var|kbd|wbr)(\s[^<>]*)?/?>", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    [GeneratedRegex("</?[A-Za-z!][^<>]*>")]
    private static partial Regex Blocks();

    [GeneratedRegex(@"(\{[^}]*\})")]
    private static partial Regex Braces();
}
