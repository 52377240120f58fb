using System.Globalization;
using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Document;

/// <summary>Converts the string of a parameter to the JSON type of its schema.</summary>
internal static class QueryValue
{
    public static JsonNode Parse(Schema schema, string text) => schema.Type switch
    {
        "integer" when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) =>
            JsonValue.Create(number),
        "boolean" when bool.TryParse(text, out var flag) => JsonValue.Create(flag),
        "array" => new JsonArray([.. text.Split(',').Select(item => Parse(schema.Items!, item))]),
        _ => JsonValue.Create(text),
    };
}
