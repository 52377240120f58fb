using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.Document;

namespace Qboxmail.Probe.Reads;

/// <summary>The type of a JSON value and the format of a date or time, but never the value itself.</summary>
/// <param name="Type">The OpenAPI type, or <see langword="null"/> for a null value.</param>
/// <param name="Time">The format if the value is a string that contains a date or time.</param>
/// <param name="IsNumeric"><see langword="true"/> if the value is a string that contains a number; otherwise, <see langword="false"/>.</param>
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
        { Time: { } time } => $"a string with the time format {time.Sample}",
        { IsNumeric: true } => "a string that contains a number",
        { Type: "string" } => "text",
        _ => Type,
    };

    private static JsonShape OfText(string text) =>
        new("string", TimeFormat.Of(text), long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _));
}
