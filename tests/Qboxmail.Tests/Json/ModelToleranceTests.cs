using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Qboxmail.Json;

namespace Qboxmail.Tests;

/// <summary>Each field of each model is given each kind of JSON: nothing throws, and nothing is lost.</summary>
public class ModelToleranceTests
{
    private static readonly string[] Kinds =
    [
        "null", "true", "false", "0", "1", "-7", "2.5", "99999999999999999999",
        "\"\"", "\"text\"", "\"7\"", "\"true\"", "\"2026-04-16\"", "\"2026-04-16T09:12:33Z\"",
        "{}", """{"a": 1}""", """{"value": {"type": [[]]}}""", "[]", "[null]", "[1]",
        """["text", true, null, {"a": []}, [2]]""", """[{"value": 1}, "text"]""", "[[]]",
    ];

    private static IEnumerable<Type> Models =>
        typeof(Domain).Assembly.GetExportedTypes().Where(type => typeof(IResponseModel).IsAssignableFrom(type));

    [TestCaseSource(nameof(Models))]
    public void A_model_preserves_any_JSON_value_of_its_fields(Type model)
    {
        var schema = ApiDocument.Schemas[model.Name];

        foreach (var (wire, property) in schema.Properties!)
        {
            foreach (var json in Kinds)
            {
                var item = Read(model, $$"""{"{{wire}}": {{json}} }""");
                var value = model.GetProperty(Names.Property(wire, property))!.GetValue(item);
                var isKept = item.AdditionalProperties.TryGetValue(wire, out var kept);

                Assert.That(item.AdditionalProperties.Count, Is.EqualTo(isKept ? 1 : 0), $"{wire}: {json}");
                Assert.That(
                    Holds(JsonNode.Parse(json), value, isKept, kept),
                    Is.True,
                    $"{model.Name}.{wire}: {json} became {value}, and was {(isKept ? "" : "not ")}kept");
            }
        }
    }

    [TestCaseSource(nameof(Models))]
    public void A_model_is_read_only_from_a_JSON_object(Type model)
    {
        Assert.That(Read(model, "{}").AdditionalProperties, Is.Empty);

        foreach (var json in new[] { "null", "1", "\"text\"", "[]", "[{}]" })
        {
            Assert.That(JsonResponseReader.Read(Encoding.UTF8.GetBytes(json), ReaderOf(model)), Is.Null, json);
        }
    }

    /// <summary>Whether the JSON is in the property, or kept, or partly the one and partly the other.</summary>
    private static bool Holds(JsonNode? json, object? value, bool isKept, object? kept) => json switch
    {
        null => !isKept,
        // An empty text says no more than null.
        JsonValue text when text.GetValueKind() == JsonValueKind.String && text.ToString().Length == 0 => true,
        _ when !isKept && value is not IResponseModel && JsonNode.DeepEquals(Wire.Json(new OpenApiSchema(), value), json) => true,
        JsonArray items when value is System.Collections.ICollection list && isKept =>
            list.Count + ((System.Collections.ICollection)kept!).Count == items.Count(item => item is not null),
        JsonArray items when value is System.Collections.ICollection list => list.Count == items.Count(item => item is not null),
        _ when isKept => JsonNode.DeepEquals(Wire.Json(new OpenApiSchema(), kept), json) || kept is string,
        JsonObject => value is not null and not string and not ValueType,
        _ => value is not null,
    };

    private static IResponseModel Read(Type model, string json) => JsonResponseReader.Read(Encoding.UTF8.GetBytes(json), ReaderOf(model))!;

    private static ReadValue<IResponseModel?> ReaderOf(Type model) =>
        (ReadValue<IResponseModel?>)model.GetField("Read", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;
}
