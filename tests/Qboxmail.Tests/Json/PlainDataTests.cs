using System.Collections;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Qboxmail.Tests;

/// <summary>Models can be kept in a cache, a queue or a file as JSON, and used again.</summary>
[Parallelizable]
public partial class PlainDataTests
{
    private static IEnumerable<Type> Models => typeof(Domain).Assembly.GetExportedTypes()
        .Where(type => type is { Namespace: "Qboxmail.Models", IsClass: true, IsAbstract: false, IsNested: false });

    private static IEnumerable<Type> Enumerations => typeof(Domain).Assembly.GetExportedTypes()
        .Where(type => type is { Namespace: "Qboxmail.Models", IsValueType: true });

    [Test]
    public void Every_model_survives_Newtonsoft_Json() => Cases.AllPass(Models.Select(model => model.Name), name =>
    {
        var filled = Filled(name);

        var read = JsonConvert.DeserializeObject(JsonConvert.SerializeObject(filled), filled.GetType())!;

        Assert.That(Flat(read), Is.EqualTo(Flat(filled)));
    });

    [Test]
    public void Every_enumeration_is_text_in_Newtonsoft_Json() => Cases.AllPass(Enumerations.Select(type => type.Name), name =>
    {
        var value = new SampleValues().Make(typeof(Domain).Assembly.GetType($"Qboxmail.Models.{name}")!);

        Assert.That(JsonConvert.SerializeObject(value), Is.EqualTo($"\"{value}\""));
    });

    [Test]
    public async Task Open_values_of_Newtonsoft_Json_can_be_sent_again()
    {
        var request = JsonConvert.DeserializeObject<UpdateDomainRequest>(JsonConvert.SerializeObject(WithOpenValues()))!;

        Assert.That(await SentBody.OfAsync(request), Is.EqualTo(Sent));
    }

    [Test]
    public async Task A_text_that_Newtonsoft_Json_takes_for_a_timestamp_is_sent_as_the_same_instant()
    {
        var update = new UpdateDomainRequest { AdditionalProperties = { ["at"] = "2025-09-03T11:32:26+02:00", ["to"] = "2025-09-03T09:32:26Z" } };
        var request = JsonConvert.DeserializeObject<UpdateDomainRequest>(JsonConvert.SerializeObject(update))!;

        var sent = JObject.Parse(await SentBody.OfAsync(request));

        Assert.That((DateTimeOffset)sent["at"]!, Is.EqualTo((DateTimeOffset)sent["to"]!));
    }

    [Test]
    public void A_value_that_this_version_does_not_know_survives()
    {
        var domain = new Domain { Status = "hibernating" };

        var read = JsonConvert.DeserializeObject<Domain>(JsonConvert.SerializeObject(domain))!;

        Assert.That(read.Status, Is.EqualTo(domain.Status));
        Assert.That(JsonConvert.DeserializeObject<Domain>("{\"Status\": null}")!.Status, Is.Null);
    }

    [Test]
    public void A_secret_in_a_nested_value_of_a_JSON_library_is_masked()
    {
        var request = new UpdateDomainRequest { AdditionalProperties = { ["x"] = new JObject { ["password"] = "hush-hush-hush" } } };

        Assert.That(Qboxmail.Redaction.SecretRedactor.FindIn(Qboxmail.Json.RequestWriter.Write(request)), Is.EqualTo(["hush-hush-hush"]));
    }

    private const string Sent = """{"object":{"a":[1,2.5,null,"ü",true]},"number":0.5,"text":"plain","none":null}""";

    private static UpdateDomainRequest WithOpenValues() => new()
    {
        AdditionalProperties =
        {
            ["object"] = new Dictionary<string, object?> { ["a"] = new object?[] { 1L, 2.5m, null, "ü", true } },
            ["number"] = 0.5m,
            ["text"] = "plain",
            ["none"] = null,
        },
    };

    private static object Filled(string name)
    {
        var model = new SampleValues().Make(typeof(Domain).Assembly.GetType($"Qboxmail.Models.{name}")!);
        var additional = (IDictionary<string, object?>)model.GetType().GetProperty("AdditionalProperties")!.GetValue(model)!;
        additional["unheard_of"] = new Dictionary<string, object?> { ["list"] = new List<object?> { 1L, 2.5m, "text", null, false } };
        return model;
    }

    /// <summary>The values of all properties with their paths. Values of a JSON library are those of their JSON.</summary>
    private static IEnumerable<string> Flat(object? value, string path = "") => value switch
    {
        null => [$"{path}: null"],
        DateTime or DateTimeOffset => [FormattableString.Invariant($"{path}: {value:O}")],
        string or bool or int or long or decimal or double or Qboxmail.Json.IOpenEnum => [FormattableString.Invariant($"{path}: {value}")],
        JObject or JArray => Flat(Qboxmail.Json.ForeignJson.Parse(value.ToString()!), path),
        IDictionary<string, object?> fields => fields.SelectMany(field => Flat(field.Value, $"{path}.{field.Key}")),
        IEnumerable items => items.Cast<object?>().SelectMany((item, index) => Flat(item, $"{path}[{index}]")),
        _ => value.GetType().GetProperties().SelectMany(property => Flat(property.GetValue(value), $"{path}.{property.Name}")),
    };
}
