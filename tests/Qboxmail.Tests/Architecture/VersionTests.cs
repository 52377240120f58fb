using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Qboxmail.Tests;

/// <summary>One version for all packages.</summary>
public partial class VersionTests
{
    [Test]
    public void Version_of_the_packages_is_at_the_top_of_the_change_log()
    {
        var version = XDocument.Parse(Repository.Read("Directory.Build.props")).Descendants("VersionPrefix").Single().Value;
        var top = Heading().Match(Repository.Read("CHANGELOG.md"));

        Assert.That(top.Groups["version"].Value, Is.EqualTo(version));
        Assert.That(top.Groups["date"].Value, Does.Match(@"^(unreleased|\d{4}-\d{2}-\d{2})$"));
    }

    [Test]
    public void No_project_has_a_version_of_its_own()
    {
        var own = Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
            .Where(file => XDocument.Load(file).Descendants()
                .Any(element => element.Name.LocalName is "Version" or "VersionPrefix" or "PackageVersion"));

        Assert.That(own, Is.Empty);
    }

    [GeneratedRegex("^## (?<version>.*), (?<date>.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
