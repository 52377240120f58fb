#if !NETSTANDARD_BUILD
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Qboxmail.Tests;

// The .NET Standard build has no converters for System.Text.Json, as README says.
public partial class PlainDataTests
{
    private static readonly JsonSerializerOptions Tolerant = new()
    {
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

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
    public void Comments_and_trailing_commas_that_the_options_allow_are_skipped()
    {
        var read = JsonSerializer.Deserialize<Domain>("""{"AdditionalProperties": {/* new */ "a": [1,],},}""", Tolerant)!;

        Assert.That(read.AdditionalProperties["a"], Is.EqualTo(new[] { 1L }));
    }

    [Test]
    public async Task An_element_whose_source_has_comments_and_trailing_commas_is_sent_without_them()
    {
        var options = new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
        using var source = JsonDocument.Parse("""{"object": {"a": 1, /* last */}, "list": [1, 2,], "text": "x"}""", options);
        var request = new UpdateDomainRequest();

        foreach (var property in source.RootElement.EnumerateObject())
        {
            request.AdditionalProperties[property.Name] = property.Value;
        }

        Assert.That(await SentBody.OfAsync(request), Is.EqualTo("""{"object":{"a":1},"list":[1,2],"text":"x"}"""));
    }

    [Test]
    public void An_element_without_a_value_is_refused() =>
        Assert.That(
            () => SentBody.OfAsync(new UpdateDomainRequest { AdditionalProperties = { ["x"] = default(JsonElement) } }),
            Throws.ArgumentException.With.Message
                .StartsWith("The value of 'x' in AdditionalProperties is of type JsonElement, which is not supported."));

    [TestCase("""{"action_type": "email_overquota", "payload": {"email_address": "mario@example.com"}, "new": 1}""")]
    [TestCase("""{"action_type": "domain_create", "name": "example.com"}""")]
    [TestCase("""{"action_type": "something_new", "name": "example.com"}""")]
    public void An_event_survives_System_Text_Json_as_the_type_that_Parse_returns(string body)
    {
        var parsed = WebhookEvent.Parse(body);

        var read = JsonSerializer.Deserialize<WebhookEvent>(JsonSerializer.Serialize(parsed))!;

        Assert.That(read, Is.TypeOf(parsed.GetType()));
        Assert.That(Flat(read), Is.EqualTo(Flat(parsed)));
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
        Assert.That(
            () => JsonSerializer.Deserialize<DomainStatus>(json),
            Throws.TypeOf<JsonException>().With.Message.Contains("expected a string but found"));

    [TestCase("7")]
    [TestCase("[]")]
    public void Something_else_than_an_object_is_not_the_fields_of_a_model(string json) =>
        Assert.That(
            () => JsonSerializer.Deserialize<Domain>($"{{\"AdditionalProperties\":{json}}}"), Throws.TypeOf<JsonException>());

    [JsonSerializable(typeof(Domain))]
    private sealed partial class Generated : JsonSerializerContext;
}
#endif
