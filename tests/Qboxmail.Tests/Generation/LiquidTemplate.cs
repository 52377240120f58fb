using System.Text.RegularExpressions;

namespace Qboxmail.Tests;

/// <summary>The tags and outputs of a Liquid template.</summary>
internal static partial class LiquidTemplate
{
    private static readonly string[] Keywords =
    [
        "and", "or", "contains", "in", "nil", "null", "true", "false", "empty", "blank", "forloop",
    ];

    /// <summary>The tags in order: their names ("" for an output) and their text.</summary>
    public static IEnumerable<(string Tag, string Text)> Parts(string template) =>
        from Match match in Part().Matches(Comment().Replace(template, ""))
        let isOutput = match.Value.StartsWith("{{", StringComparison.Ordinal)
        let words = match.Groups[1].Value.Trim().Split([' ', '\n'], 2)
        select isOutput ? ("", match.Groups[1].Value) : (words[0], words.Length > 1 ? words[1] : "");

    /// <summary>The templates that a template calls.</summary>
    public static IEnumerable<string> Calls(string template) => Parts(template).Where(part =>
        part.Tag == "template").Select(part => part.Text.Trim());

    /// <summary>The variables of an expression, with their members, without strings, numbers, filters and keywords.</summary>
    public static IEnumerable<string> Variables(string expression)
    {
        var plain = Index().Replace(Text().Replace(expression, "\"\""), "[]");

        return Variable().Matches(FilterName().Replace(plain, "| "))
            .Select(match => match.Value)
            .Where(name => !Keywords.Contains(name.Split('.', '[')[0]));
    }

    [GeneratedRegex(@"\{[{%]-?(.*?)-?[%}]\}", RegexOptions.Singleline)]
    private static partial Regex Part();

    [GeneratedRegex(@"\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("\"[^\"]*\"|'[^']*'", RegexOptions.Singleline)]
    private static partial Regex Text();

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Index();

    [GeneratedRegex(@"\|\s*\w+:?")]
    private static partial Regex FilterName();

    [GeneratedRegex(@"(?<![\w.\]])[A-Za-z_]\w*(\[\]|\.\w+)*")]
    private static partial Regex Variable();
}
