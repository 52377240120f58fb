using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Qboxmail.Testing.Document;

/// <summary>Valid response bodies: the examples of the OpenAPI document, with marks in place of secrets.</summary>
public static class SampleResponses
{
    private static readonly string[] SecretNames = ["password", "smtp_password", "postmaster_token", "api_token", "token"];

    public static IReadOnlyList<string> OfErrors { get; } =
    [
        """{"message": "Validation failed", "errors": [{"field": "name", "description": "is taken"}, {"field": "quota", "description": ["low"]}]}""",
        """{"message": "Validation failed", "errors": {"name": ["is taken", "is too long"], "quota": "too small"}}""",
        """{"error": "Unauthorized", "errors": ["one", "two", {"three": ["four"]}]}""",
        $$$"""{"message": "Forbidden", "params": {"name": "a.test", "password": "{{{Marks.Received}}}", "api_token": "{{{Marks.Received}}}"}}""",
        """<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>""",
        "Internal Server Error",
        "",
    ];

    /// <summary>Returns a response body that contains every property of a model.</summary>
    public static IReadOnlyList<string> OfModel(string schema) => [Marked(Full(ApiDocument.Schemas[schema])!.AsObject()).ToJsonString()];

    public static IReadOnlyList<string> OfOperation(DocumentedOperation operation) =>
        operation.Success is ("application/json", { Example: { } example, Schema: { } schema })
            ? [Marked(example.DeepClone()).ToJsonString(), Marked(Full(schema)!).ToJsonString(), .. OfErrors]
            : OfErrors;

    /// <summary>Returns the JSON of a page that contains an item twice.</summary>
    public static string Wrapped(string item) =>
        $$$"""{"resources": [{{{item}}}, {{{item}}}], "pagination": {"page": 1, "per": 20, "total_pages": 1, "total_count": 2}}""";

    private static JsonNode Marked(JsonNode node)
    {
        foreach (var item in node is JsonArray items ? items : [])
        {
            Marked(item!);
        }

        foreach (var field in (node as JsonObject)?.ToList() ?? [])
        {
            if (SecretNames.Contains(field.Key))
            {
                node[field.Key] = Marks.Received;
            }
            else if (field.Value is { } value)
            {
                Marked(value);
            }
        }

        if (node is JsonObject fields && !fields.ContainsKey("resources"))
        {
            // The API returns a new token in a field that the OpenAPI document does not contain.
            fields["api_token"] = Marks.Received;
        }

        return node;
    }

#pragma warning disable CS0618 // Obsolete in OpenAPI 3.1; the document has version 3.0.
    private static JsonNode? Full(IOpenApiSchema schema) => schema.Actual() switch
    {
        { Properties: { Count: > 0 } properties } =>
            new JsonObject(properties.Select(property =>
                KeyValuePair.Create(property.Key, property.Value.Example?.DeepClone() ?? Full(property.Value)))),
        { Example: { } example } => example.DeepClone(),
        { Items: { } items } => new JsonArray(Full(items)),
        { Enum: [{ } first, ..] } => first.DeepClone(),
        { AnyOf: [var first, ..] } => Full(first),
        var plain when plain.Is(JsonSchemaType.Boolean) => true,
        var plain when plain.Is(JsonSchemaType.Integer) => 5_000_000_000,
        var plain when plain.Is(JsonSchemaType.Number) => 2.5m,
        _ => "2026-04-16T09:12:33Z",
    };
#pragma warning restore CS0618
}
