using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Qboxmail.Json;

namespace Qboxmail.Tests;

/// <summary>Writes values as the document defines them, without the writer and reader of the library.</summary>
internal static class Wire
{
    /// <summary>Returns the JSON of a value under a schema.</summary>
    public static JsonNode? Json(IOpenApiSchema schema, object? value)
    {
        schema = schema.Actual();

        return value switch
        {
            null => null,
            string text => JsonValue.Create(text),
            bool flag when schema.Is(JsonSchemaType.Integer) => JsonValue.Create(flag ? 1L : 0L),
            bool flag => JsonValue.Create(flag),
            int number => JsonValue.Create((long)number),
            long number => JsonValue.Create(number),
            decimal number => JsonValue.Create(number),
            IOpenEnum known => JsonValue.Create(known.Value),
            DateTime day => JsonValue.Create(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            DateTimeOffset { Offset.Ticks: 0 } time => JsonValue.Create(time.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) + "Z"),
            DateTimeOffset time => JsonValue.Create(time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture)),
            IReadOnlyDictionary<string, object?> map =>
                new JsonObject(map.Select(field => KeyValuePair.Create(field.Key, Json(Anything, field.Value)))),
            System.Collections.IEnumerable items => new JsonArray([.. items.Cast<object?>().Select(item => Json(schema.Items ?? Anything, item))]),
            _ => JsonOfObject(schema, value),
        };
    }

    /// <summary>Returns the escaped query text of a parameter.</summary>
    public static string Query(IOpenApiParameter parameter, object value)
    {
        var texts = Json(parameter.Schema!, value) switch
        {
            JsonArray items => items.Select(item => Uri.EscapeDataString(item!.ToString())),
            { } one => [Uri.EscapeDataString(one.GetValueKind() is JsonValueKind.String ? one.GetValue<string>() : one.ToJsonString())],
            null => throw new ArgumentNullException(nameof(value)),
        };

        return parameter is { Style: null or ParameterStyle.Form, Explode: true }
            ? string.Join('&', texts.Select(text => $"{parameter.Name}={text}"))
            : $"{parameter.Name}={string.Join(',', texts)}";
    }

    private static OpenApiSchema Anything { get; } = new();

    private static JsonObject JsonOfObject(IOpenApiSchema schema, object value)
    {
        var json = new JsonObject();

        foreach (var (wire, property) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
        {
            var name = Names.Property(wire, property);
            var found = value.GetType().GetProperty(name)
                ?? throw new AssertionException($"{value.GetType().Name} has no property {name} for the field {wire}.");

            if (Json(property, found.GetValue(value)) is { } node)
            {
                json.Add(wire, node);
            }
        }

        return json;
    }
}
