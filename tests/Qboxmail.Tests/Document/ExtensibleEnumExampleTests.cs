using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Qboxmail.Tests;

/// <summary>Redocly validates the examples of the document; x-extensible-enum is an extension that it passes over.</summary>
public class ExtensibleEnumExampleTests
{
    [Test]
    public void Examples_contain_only_listed_values_of_extensible_enumerations()
    {
        var found = Examples().SelectMany(example => Values(example.Schema, example.Value, example.Place)).ToList();
        var unlisted = found.Where(value => !value.Listed.Contains(value.Text)).Select(value => $"{value.Place} is {value.Text}");

        Assert.That(found, Has.Count.GreaterThan(100));
        Assert.That(unlisted, Is.Empty);
    }

    private static IEnumerable<(string Place, IOpenApiSchema Schema, JsonNode? Value)> Examples() =>
    [
        .. from operation in ApiDocument.Operations
           from content in Contents(operation)
           select (content.Place, content.Value.Schema!, content.Value.Example),
        .. from operation in ApiDocument.Operations
           from parameter in operation.Parameters
           select ($"{operation.Id} {parameter.Name}", parameter.Schema!, parameter.Example),
#pragma warning disable CS0618 // It is obsolete in OpenAPI 3.1; the document is of version 3.0.
        .. from schema in ApiDocument.Schemas
           from property in schema.Value.Properties ?? new Dictionary<string, IOpenApiSchema>()
           select ($"{schema.Key}.{property.Key}", property.Value, property.Value.Example),
#pragma warning restore CS0618
    ];

    private static IEnumerable<(string Place, IOpenApiMediaType Value)> Contents(DocumentedOperation operation) =>
    [
        .. operation.Body is { } body ? [($"{operation.Id} request", body)] : Array.Empty<(string, IOpenApiMediaType)>(),
        .. from response in operation.Responses
           from content in response.Value.Content ?? new Dictionary<string, IOpenApiMediaType>()
           where content.Key == "application/json"
           select ($"{operation.Id} {response.Key}", content.Value),
        .. operation.Callbacks.Select(callback => ($"{operation.Id} callback", callback.RequestBody!.Content!["application/json"])),
    ];

    /// <summary>The values of extensible enumerations in an example, at any depth, with the values that the document lists for them.</summary>
    private static IEnumerable<FoundValue> Values(IOpenApiSchema schema, JsonNode? value, string place) => value switch
    {
        null => [],
        JsonArray items => schema.Actual().Items is { } inner ? items.SelectMany((item, index) => Values(inner, item, $"{place}[{index}]")) : [],
        JsonObject fields => fields.SelectMany(field => schema.Actual().Properties?.TryGetValue(field.Key, out var property) == true
            ? Values(property, field.Value, $"{place}.{field.Key}")
            : []),
        _ => (schema.Extension("x-extensible-enum") ?? schema.Actual().Extension("x-extensible-enum")) switch
        {
            JsonArray listed => [new FoundValue(place, value.ToString(), [.. listed.Select(item => item!.ToString())])],
            _ => [],
        },
    };

    private sealed record FoundValue(string Place, string Text, IReadOnlyList<string> Listed);
}
