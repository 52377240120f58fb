using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Qboxmail.Emulator.Tests;

/// <summary>
/// Compares a response with its schema in the document. It is stricter than any client: an undocumented field is a difference too.
/// </summary>
internal static class ResponseCheck
{
    public static IEnumerable<string> Differences(IOpenApiSchema schema, JsonNode? value, string place = "response")
    {
        if (value is null)
        {
            return schema.Type is null || schema.Type.Value.HasFlag(JsonSchemaType.Null) ? [] : [$"{place} is null"];
        }

        var parts = (schema.AllOf ?? []).SelectMany(part => Differences(part, value, place));
        var choices = schema.AnyOf is { Count: > 0 } anyOf && anyOf.All(part => Differences(part, value, place).Any())
            ? [$"{place} matches none of its schemas"]
            : Array.Empty<string>();

        return parts.Concat(choices).Concat(schema.Type switch
        {
            null => [],
            var type when type.Value.HasFlag(JsonSchemaType.Object) => OfObject(schema, value, place),
            var type when type.Value.HasFlag(JsonSchemaType.Array) =>
                value is JsonArray items
                    ? items.SelectMany((item, index) => Differences(schema.Items!, item, $"{place}[{index}]"))
                    : [$"{place} is not a list"],
            var type when type.Value.HasFlag(JsonSchemaType.Boolean) =>
                value.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? [] : [$"{place} is not a boolean"],
            var type when type.Value.HasFlag(JsonSchemaType.Integer) =>
                long.TryParse(value.ToJsonString(), CultureInfo.InvariantCulture, out _) ? [] : [$"{place} is not a whole number"],
            var type when type.Value.HasFlag(JsonSchemaType.Number) =>
                value.GetValueKind() == JsonValueKind.Number ? [] : [$"{place} is not a number"],
            _ => OfText(schema, value, place),
        });
    }

    private static IEnumerable<string> OfObject(IOpenApiSchema schema, JsonNode value, string place)
    {
        if (value is not JsonObject fields)
        {
            return [$"{place} is not an object"];
        }

        // The document does not restrict an object without documented fields.
        if (schema.Properties is not { Count: > 0 } known)
        {
            return [];
        }

        return (schema.Required ?? new HashSet<string>()).Where(name => !fields.ContainsKey(name)).Select(name => $"{place}.{name} is missing")
            .Concat(fields.SelectMany(field => known.TryGetValue(field.Key, out var property)
                ? Differences(property, field.Value, $"{place}.{field.Key}")
                : [$"{place}.{field.Key} is unknown"]));
    }

    private static IEnumerable<string> OfText(IOpenApiSchema schema, JsonNode value, string place)
    {
        if (value.GetValueKind() != JsonValueKind.String)
        {
            return [$"{place} is not a string"];
        }

        var text = value.GetValue<string>();
        var isUnlisted = schema.Enum is { Count: > 0 } values && !values.Any(item => item.GetValue<string>() == text);
        var isNoTime = schema.Format switch
        {
            "date" => !DateOnly.TryParseExact(text, "yyyy-MM-dd", out _),
            "date-time" => !text.Contains('T', StringComparison.Ordinal) || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
            _ => false,
        };

        return isUnlisted || isNoTime ? [$"{place} cannot be '{text}'"] : [];
    }
}
