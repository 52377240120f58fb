namespace Qboxmail.Tests;

/// <summary>Liquid renders an unknown variable as nothing, so these tests look every name up.</summary>
public class TemplateTests
{
    private static readonly Dictionary<string, string> Templates =
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "build/templates"), "*.liquid")
        .ToDictionary(path => Path.GetFileNameWithoutExtension(path), File.ReadAllText, StringComparer.Ordinal);

    private static IEnumerable<string> Names => Templates.Keys;

    [TestCaseSource(nameof(Names))]
    public void No_line_of_a_template_is_longer_than_150_characters(string name) =>
        Assert.That(Templates[name].Split('\n').Where(line => line.Length > 150), Is.Empty);

    [TestCaseSource(nameof(Names))]
    public void Every_template_that_a_template_calls_exists(string name) =>
        Assert.That(LiquidTemplate.Calls(Templates[name]).Distinct(), Is.SubsetOf(Names));

    [Test]
    public void Every_template_overrides_an_NSwag_template_or_is_called() =>
        Assert.That(Names, Is.SubsetOf(Templates.Values.SelectMany(LiquidTemplate.Calls).Concat(NSwagModels.Roots.Keys)));

    [Test]
    public void Every_template_variable_is_an_NSwag_model_property_or_assigned_by_a_template()
    {
        var unknown = NSwagModels.Roots.SelectMany(root => new LiquidTree(Templates, NSwagModels.TypeOf(root.Value)).Unknown(root.Key).Select(name =>
            $"{root.Key}: {name}"));

        Assert.That(unknown, Is.Empty);
    }

    [TestCase("{{ Clas }}", "Clas")]
    [TestCase("{% for operation in Operations %}{{ operation.Idd }}{% endfor %}", "operation.Idd")]
    [TestCase("{% for one in Operations %}{% for parameter in one.PathParameters %}{{ parameter.Sort }}{% endfor %}{% endfor %}", "parameter.Sort")]
    [TestCase("{% if Class == \"x\" and Missing %}{% endif %}", "Missing")]
    [TestCase("{% assign a = Class | append: Missing %}", "Missing")]
    public void An_unknown_template_variable_is_detected(string template, string name)
    {
        var tree = new LiquidTree(new Dictionary<string, string> { ["Root"] = template }, NSwagModels.TypeOf(NSwagModels.Roots["Client.Class"]));

        Assert.That(tree.Unknown("Root"), Is.EqualTo(new[] { name }));
    }
}
