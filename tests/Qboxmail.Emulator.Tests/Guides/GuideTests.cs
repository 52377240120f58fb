using System.Text.RegularExpressions;

namespace Qboxmail.Emulator.Tests;

/// <summary>The pages of the guides: their examples are those of the tests, and their links lead somewhere.</summary>
public partial class GuideTests
{
    private const int MostLines = 120;

    private static readonly string[] Pages =
    [
        "README.md",
        "src/Qboxmail.Emulator/README.md",
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md")
            .Select(file => $"docs/{Path.GetFileName(file)}")
            .Where(page => page is not ("docs/benchmarks.md" or "docs/licenses.md"))
            .Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Guides => Pages.Where(page => !page.EndsWith("README.md", StringComparison.Ordinal));

    [TestCaseSource(nameof(Pages))]
    public void Examples_of_a_page_are_those_of_its_tests(string page)
    {
        var shown = Block().Matches(Repository.Read(page)).Select(match => match.Groups["code"].Value).ToList();
        var file = $"tests/Qboxmail.Emulator.Tests/Guides/{NameOf(page)}GuideTests.cs";
        var tested = File.Exists(Path.Combine(Repository.Root, file)) ? Example().Matches(Repository.Read(file)).Select(Unindent) : [];

        Assert.That(tested, Is.EqualTo(shown));
    }

    [TestCaseSource(nameof(Guides))]
    public void A_guide_is_short_has_code_and_is_linked(string page)
    {
        var text = Repository.Read(page);

        Assert.That(text.Split('\n'), Has.Length.AtMost(MostLines));
        Assert.That(Block().Matches(text), Is.Not.Empty);
        Assert.That(Repository.Read("README.md"), Does.Contain($"]({page})"));
        Assert.That(Repository.Read("build/docfx/toc.yml"), Does.Contain($"href: ../../{page}\n"));
    }

    [TestCaseSource(nameof(Pages))]
    public void Relative_links_of_a_page_lead_to_files_and_headings(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;

        foreach (var target in Link().Matches(Repository.Read(page)).Select(match => match.Groups["target"].Value))
        {
            if (target.StartsWith("https://", StringComparison.Ordinal))
            {
                continue;
            }

            var (path, anchor) = target.Split('#') is [var left, var right] ? (left, right) : (target, "");
            var file = path.Length == 0 ? Path.Combine(Repository.Root, page) : Path.GetFullPath(Path.Combine(folder, path));
            Assert.That(Path.Exists(file), target);
            Assert.That(anchor.Length == 0 || AnchorsOf(File.ReadAllText(file)).Contains(anchor), target);
        }
    }

    private static IEnumerable<string> AnchorsOf(string markdown) => Heading().Matches(markdown)
        .Select(match => NotInAnchor().Replace(match.Groups["title"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    // docs/first-call.md belongs to FirstCallGuideTests.
    private static string NameOf(string page) => page switch
    {
        "README.md" => "Readme",
        "src/Qboxmail.Emulator/README.md" => "Emulator",
        _ => Word().Replace(Path.GetFileNameWithoutExtension(page), match => match.Groups["letter"].Value.ToUpperInvariant()),
    };

    private static string Unindent(Match example) =>
        Regex.Replace(example.Groups["code"].Value, $"^{example.Groups["indent"].Value}", "", RegexOptions.Multiline);

    [GeneratedRegex("^```csharp\n(?<code>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex("^(?<indent> +)// example\n(?<code>.*?)^ +// end\n", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Example();

    [GeneratedRegex(@"\]\((?<target>[^)]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (?<title>.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("[^a-z0-9 -]")]
    private static partial Regex NotInAnchor();

    [GeneratedRegex("(^|-)(?<letter>.)")]
    private static partial Regex Word();
}
