using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.OpenApi;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Faults;

/// <summary>The JSON of faults over HTTP: names in snake case, times in seconds.</summary>
internal static class FaultJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower), new SecondsConverter() },
    };

    private static readonly OpenApiSchema Schema = new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "kind" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["kind"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. Kinds.Select(kind => (JsonNode)kind)] },
            ["operation"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["times"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
            ["rate"] = new OpenApiSchema { Type = JsonSchemaType.Number },
            ["after_work"] = new OpenApiSchema { Type = JsonSchemaType.Boolean },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
            ["delay"] = new OpenApiSchema { Type = JsonSchemaType.Number },
            ["rows"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
        },
    };

    /// <summary>Gets the names of all kinds.</summary>
    public static IEnumerable<string> Kinds => Enum.GetNames<EmulatorFaultKind>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName);

    /// <exception cref="ApiErrorException">The JSON is not a fault.</exception>
    public static EmulatorFault Read(JsonObject json)
    {
        var errors = SchemaCheck.Errors(Schema, json)
            .Concat(json.Where(field => !Schema.Properties!.ContainsKey(field.Key)).Select(field => (field.Key, "is unknown")))
            .ToList();

        // Null fields count as absent.
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
