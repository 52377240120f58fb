using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Qboxmail.Tests;

/// <summary>NSwag passes over keys that it does not know, so that a slip of the pen in nswag.json would change nothing and be seen by nobody.</summary>
public class GeneratorSettingsTests
{
    private static readonly string[] Known = Repository.Read("tests/Qboxmail.Tests/Document/nswag-keys.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [Test]
    public void Have_only_keys_that_NSwag_knows()
    {
        var keys = Keys(JsonNode.Parse(Repository.Read("nswag.json"))!.AsObject()).ToList();

        Assert.That(keys, Has.Count.GreaterThan(20));
        Assert.That(keys, Is.SubsetOf(Known.Skip(1)));
    }

    [Test]
    public void Are_compared_with_the_keys_of_the_version_in_use()
    {
        var version = XDocument.Parse(Repository.Read("Directory.Packages.props")).Descendants("PackageVersion").Single(package => package.Attribute("Include")!.Value == "NSwag.MSBuild")
            .Attribute("Version")!.Value;

        Assert.That(
            Known[0],
            Is.EqualTo($"NSwag.MSBuild {version}: the keys of the file that its command 'new' writes"),
            "NSwag has another version: write the keys of the file that its command 'new' writes to nswag-keys.txt.");
    }

    private static IEnumerable<string> Keys(JsonObject settings, string prefix = "") =>
        settings.SelectMany(setting => setting.Value is JsonObject inner ? Keys(inner, $"{prefix}{setting.Key}.") : [$"{prefix}{setting.Key}"]);
}
