using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Qboxmail.Tests;

/// <summary>NSwag ignores unknown keys, so a misspelled key in nswag.json would have no effect and no warning.</summary>
public class GeneratorSettingsTests
{
    private static readonly string[] Known =
        Repository.Read("tests/Qboxmail.Tests/Document/nswag-keys.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [Test]
    public void The_generator_settings_contain_only_keys_that_NSwag_knows()
    {
        var keys = Keys(JsonNode.Parse(Repository.Read("nswag.json"))!.AsObject()).ToList();

        Assert.That(keys, Has.Count.GreaterThan(20));
        Assert.That(keys, Is.SubsetOf(Known.Skip(1)));
    }

    [Test]
    public void The_known_keys_are_those_of_the_NSwag_version_in_use()
    {
        var version = XDocument.Parse(Repository.Read("Directory.Packages.props"))
            .Descendants("PackageVersion")
            .Single(package => package.Attribute("Include")!.Value == "NSwag.MSBuild")
            .Attribute("Version")!.Value;

        Assert.That(
            Known[0],
            Is.EqualTo($"NSwag.MSBuild {version}: the keys of the file that its command 'new' writes"),
            "The version of NSwag changed. Write the keys of the file that its command 'new' creates to nswag-keys.txt.");
    }

    private static IEnumerable<string> Keys(JsonObject settings, string prefix = "") =>
        settings.SelectMany(setting => setting.Value is JsonObject inner ? Keys(inner, $"{prefix}{setting.Key}.") : [$"{prefix}{setting.Key}"]);
}
