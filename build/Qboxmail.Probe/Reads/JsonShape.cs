using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.Document;

namespace Qboxmail.Probe.Reads;

/// <summary>The type of a JSON value, and the format of an instant; never the value itself.</summary>
/// <param name="Type">The type as in OpenAPI; null for null.</param>
/// <param name="Time">The format if the value is a text with a date or an instant.</param>
/// <param name="IsNumeric">True if the value is a text that contains a number.</param>
internal sealed record JsonShape(string? Type, TimeFormat? Time = null, bool IsNumeric = false)
{
    public static JsonShape Of(JsonNode? value) => value switch
    {
        null => new((string?)null),
        JsonArray => new("array"),
        JsonObject => new("object"),
        _ => value.GetValueKind() switch
        {
            JsonValueKind.String => OfText(value.GetValue<string>()),
            JsonValueKind.Number => new(value.ToJsonString().TrimStart('-').All(char.IsAsciiDigit) ? "integer" : "number"),
            _ => new("boolean"),
        },
    };

    public override string ToString() => this switch
    {
        { Type: null } => "null",
        { Time: { } time } => $"text, an instant like {time.Sample}",
        { IsNumeric: true } => "text with a number",
        { Type: "string" } => "text",
        _ => Type,
    };

    private static JsonShape OfText(string text) =>
        new("string", TimeFormat.Of(text), long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _));
}
