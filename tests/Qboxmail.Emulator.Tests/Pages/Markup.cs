using System.Text.RegularExpressions;

namespace Qboxmail.Emulator.Tests;

/// <summary>The references of an HTML page.</summary>
internal static class Markup
{
    public static IEnumerable<string> References(string html) =>
        Regex.Matches(html, """\s(?:src|href)="([^"]*)" """.TrimEnd()).Select(match => match.Groups[1].Value);
}
