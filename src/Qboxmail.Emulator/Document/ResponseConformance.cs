using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Document;

/// <summary>
/// Converts responses to the status codes, types and time formats of the OpenAPI document. The handlers of the emulator therefore need no change if
/// the document is corrected.
/// </summary>
internal static class ResponseConformance
{
    /// <summary>
    /// Gets the status code of a response. An undocumented status code of a successful response is replaced with the first documented one.
    /// </summary>
    public static int StatusOf(Operation operation, int status) =>
        status is < 200 or >= 300 || operation.SuccessCodes.Contains(status) ? status : operation.SuccessCodes[0];

    /// <summary>Converts a value to the documented type, unless it already has that type.</summary>
    public static JsonNode? Apply(Schema schema, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject fields:
                ApplyToFields(schema.Actual, fields);
                return fields;
            case JsonArray items when schema.Actual.Items is { } itemSchema:
                for (var index = 0; index < items.Count; index++)
                {
                    if (Apply(itemSchema, items[index]) is var item && !ReferenceEquals(item, items[index]))
                    {
                        items[index] = item;
                    }
                }

                return items;
            case JsonValue single:
                return Convert(schema, single);
            default:
                return value;
        }
    }

    private static void ApplyToFields(Schema schema, JsonObject fields)
    {
        foreach (var (name, property) in schema.Properties)
        {
            if (fields.TryGetPropertyValue(name, out var value) && Apply(property, value) is var changed && !ReferenceEquals(changed, value))
            {
                fields[name] = changed;
            }
        }

        if (schema.Name is { } known)
        {
            OpenApiFile.Additions?.AddTo(known, fields);
        }
    }

    private static JsonValue Convert(Schema schema, JsonValue value)
    {
        var kind = value.GetValueKind();

        var type = schema.Actual.Type ?? (schema.IsText ? "string" : null);

        return type switch
        {
            "string" when kind == JsonValueKind.String => ConvertTime(schema, value),
            "string" when kind is not JsonValueKind.String => JsonValue.Create(value.ToJsonString()),
            "integer" or "number" when kind == JsonValueKind.String => ConvertText(value),
            "integer" or "number" when kind is JsonValueKind.True or JsonValueKind.False => JsonValue.Create(kind == JsonValueKind.True ? 1 : 0),
            "boolean" when kind is not (JsonValueKind.True or JsonValueKind.False) =>
                JsonValue.Create(value.ToString() is not ("0" or "false" or "")),
            _ => value,
        };
    }

    private static JsonValue ConvertTime(Schema schema, JsonValue value)
    {
        if ((schema.TimeFormat ?? schema.Actual.TimeFormat) is not { } documented)
        {
            return value;
        }

        var text = value.GetValue<string>();
        return TimeFormat.Of(text) is { } format && format != documented && IsoTime.TryParse(text, out var time)
            ? JsonValue.Create(documented.Write(time))
            : value;
    }

    private static JsonValue ConvertText(JsonValue value)
    {
        var text = value.GetValue<string>();

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number)
            : IsoTime.TryParse(text, out var time) ? JsonValue.Create(time.ToUnixTimeSeconds())
            : value;
    }
}
