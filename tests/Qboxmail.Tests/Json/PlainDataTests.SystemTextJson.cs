#if !NETSTANDARD_BUILD
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Qboxmail.Tests;

// The .NET Standard build has no converters for System.Text.Json, as README says.
public partial class PlainDataTests
{
    [Test]
    public void Every_model_survives_System_Text_Json() => Cases.AllPass(Models.Select(model => model.Name), name =>
    {
        var filled = Filled(name);

        var read = JsonSerializer.Deserialize(JsonSerializer.Serialize(filled, filled.GetType()), filled.GetType())!;

        Assert.That(Flat(read), Is.EqualTo(Flat(filled)));
    });

    [Test]
    public void Every_enumeration_is_text_in_System_Text_Json() => Cases.AllPass(Enumerations.Select(type => type.Name), name =>
    {
        var value = new SampleValues().Make(typeof(Domain).Assembly.GetType($"Qboxmail.Models.{name}")!);

        Assert.That(JsonSerializer.Serialize(value), Is.EqualTo($"\"{value}\""));
    });

    [Test]
    public async Task Open_values_of_System_Text_Json_can_be_sent_again()
    {
        var request = JsonSerializer.Deserialize<UpdateDomainRequest>(JsonSerializer.Serialize(WithOpenValues()))!;
        request.AdditionalProperties["element"] = JsonDocument.Parse("""{"a": 1}""").RootElement;
        request.AdditionalProperties["node"] = JsonNode.Parse("[1]");

        Assert.That(request.AdditionalProperties["object"], Is.InstanceOf<IReadOnlyDictionary<string, object?>>());
        Assert.That(await SentBody.OfAsync(request), Is.EqualTo(Sent[..^1] + ""","element":{"a":1},"node":[1]}"""));
    }

    [Test]
    public void Source_generated_metadata_works_too()
    {
        var filled = (Domain)Filled(nameof(Domain));

        var read = JsonSerializer.Deserialize(JsonSerializer.Serialize(filled, Generated.Default.Domain), Generated.Default.Domain)!;

        Assert.That(Flat(read), Is.EqualTo(Flat(filled)));
    }

    [Test]
    public void Enumerations_are_keys_too()
    {
        var counts = new Dictionary<DomainStatus, int> { [DomainStatus.Enabled] = 3 };

        Assert.That(JsonSerializer.Serialize(counts), Is.EqualTo("""{"enabled":3}"""));
        Assert.That(JsonSerializer.Deserialize<Dictionary<DomainStatus, int>>("""{"enabled":3}"""), Is.EqualTo(counts));
    }

    [TestCase("7")]
    [TestCase("{}")]
    public void Something_else_than_text_is_not_an_enumeration(string json) =>
        Assert.That(() => JsonSerializer.Deserialize<DomainStatus>(json), Throws.TypeOf<JsonException>());

    [TestCase("7")]
    [TestCase("[]")]
    public void Something_else_than_an_object_is_not_the_fields_of_a_model(string json) =>
        Assert.That(
            () => JsonSerializer.Deserialize<Domain>($"{{\"AdditionalProperties\":{json}}}"), Throws.TypeOf<JsonException>());

    [JsonSerializable(typeof(Domain))]
    private sealed partial class Generated : JsonSerializerContext;
}
#endif
