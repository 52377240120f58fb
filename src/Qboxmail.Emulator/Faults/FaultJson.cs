using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Faults;

/// <summary>Converts faults to and from JSON, with names in snake case and times in seconds.</summary>
internal static class FaultJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower), new SecondsConverter() },
    };

    private static readonly Schema Schema = Schema.Parse($$"""
        {
            "type": "object",
            "required": ["kind"],
            "properties": {
                "kind": { "type": "string", "enum": {{JsonSerializer.Serialize(Kinds)}} },
                "operation": { "type": "string" },
                "times": { "type": "integer", "format": "int32" },
                "rate": { "type": "number" },
                "after_work": { "type": "boolean" },
                "status": { "type": "integer", "format": "int32" },
                "delay": { "type": "number" },
                "rows": { "type": "integer", "format": "int32" }
            }
        }
        """);

    /// <summary>Gets the names of all kinds of faults in snake case.</summary>
    public static IEnumerable<string> Kinds => Enum.GetNames<EmulatorFaultKind>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName);

    /// <exception cref="ApiErrorException">The JSON is not a valid fault.</exception>
    public static EmulatorFault Read(JsonObject json)
    {
        var errors = SchemaCheck.Errors(Schema, json)
            .Concat(json.Where(field => !Schema.Properties.ContainsKey(field.Key)).Select(field => (field.Key, "is unknown")))
            .ToList();

        // A null value counts as absent, so the property of the fault keeps its default.
        return errors.Count == 0
            ? new JsonObject(json.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())))
                .Deserialize<EmulatorFault>(Options)!
            : throw ApiErrorException.Invalid(errors);
    }

    public static JsonNode Write(EmulatorFault fault) => JsonSerializer.SerializeToNode(fault, Options)!;

    private sealed class SecondsConverter : JsonConverter<TimeSpan>
    {
        private const double Century = 100d * 365 * 24 * 60 * 60;

        public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TimeSpan.FromSeconds(Math.Clamp(reader.GetDouble(), -Century, Century));

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.TotalSeconds);
    }
}
