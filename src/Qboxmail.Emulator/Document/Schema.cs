using System.Text.Json;
using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Document;

/// <summary>A schema of the OpenAPI document. Nested schemas are read on first use.</summary>
internal sealed class Schema(JsonElement json, string? name = null)
{
    /// <summary>Gets the name of the component schema, or <see langword="null"/> for an inline schema.</summary>
    public string? Name { get; } = name;

    /// <summary>Gets the name of the property in the .NET library, or <see langword="null"/> if it is derived from the JSON name.</summary>
    public string? CSharpName { get; } = Text(json, "x-qboxmail-name");

    /// <summary>Gets the type of the property in the .NET library, or <see langword="null"/> if it is derived from the JSON type.</summary>
    public string? CSharpType { get; } = CSharpTypeOf(json);

    /// <summary>Gets a value indicating whether the property repeats another one, as the confirmation of a password does.</summary>
    public bool IsConfirmation { get; } = json.TryGetProperty("x-qboxmail-confirms", out _);

    /// <summary>Gets the type, or <see langword="null"/> for a combination of schemas.</summary>
    public string? Type { get; } = Text(json, "type");

    public string? Format { get; } = Text(json, "format");

    public string? Pattern { get; } = Text(json, "pattern");

    public long? Minimum { get; } = Number(json, "minimum");

    public long? Maximum { get; } = Number(json, "maximum");

    public long? Default => Number(json, "default");

    public int MinLength { get; } = (int)(Number(json, "minLength") ?? 0);

    public int MinItems { get; } = (int)(Number(json, "minItems") ?? 0);

    /// <summary>Gets the allowed strings; empty if all strings are allowed.</summary>
    public IReadOnlyList<string> Enum { get; } = Elements(json, "enum", item => item.GetString()!);

    /// <summary>Gets the known values of an extensible enumeration, or <see langword="null"/> for other schemas.</summary>
    public IReadOnlyList<JsonElement>? ExtensibleEnum { get; } =
        json.TryGetProperty("x-extensible-enum", out _) ? Elements(json, "x-extensible-enum", item => item) : null;

    public IReadOnlyList<string> Required { get; } = Elements(json, "required", item => item.GetString()!);

    public IReadOnlyList<Schema> AllOf => field ??= Elements(json, "allOf", Read);

    public IReadOnlyList<Schema> AnyOf => field ??= Elements(json, "anyOf", Read);

    /// <summary>Gets the schema of the items of an array, or <see langword="null"/> if the schema is not an array.</summary>
    public Schema? Items => field ??= json.TryGetProperty("items", out var items) ? Read(items) : null;

    public IReadOnlyDictionary<string, Schema> Properties => field ??= ReadProperties();

    public bool AllowsNull => Type is null
        ? AllOf.All(part => part.AllowsNull) && (AnyOf.Count == 0 || AnyOf.Any(part => part.AllowsNull))
        : json.TryGetProperty("nullable", out var nullable) && nullable.GetBoolean();

    /// <summary>Gets the referenced schema if this schema only adds a description to a reference; otherwise, this schema.</summary>
    public Schema Actual => AllOf is [var only] ? only.Actual : this;

    /// <summary>Gets the format of the date or time in the example, or <see langword="null"/> if the example is neither.</summary>
    public TimeFormat? TimeFormat { get; } =
        json.TryGetProperty("example", out var example) && example.ValueKind == JsonValueKind.String ? TimeFormat.Of(example.GetString()!) : null;

    /// <summary>Gets a value indicating whether the values are strings, including enumerations.</summary>
    public bool IsText => Type == "string" || AllOf.Concat(AnyOf).Any(part => part.IsText);

    /// <summary>
    /// Gets the type of a property or parameter in the .NET library, or <see langword="null"/> if it is derived from the JSON type.
    /// </summary>
    public static string? CSharpTypeOf(JsonElement json) =>
        json.TryGetProperty("x-qboxmail-type", out var type) ? type.GetProperty("to").GetString() : null;

    public static Schema Parse(string json) => new(JsonDocument.Parse(json).RootElement);

    /// <summary>Gets the schema that a <c>$ref</c> refers to, or reads an inline schema.</summary>
    public static Schema Read(JsonElement json) =>
        json.TryGetProperty("$ref", out var reference) ? OpenApiFile.Schema(reference.GetString()!.Split('/')[^1]) : new Schema(json);

    /// <summary>Gets the schema of the JSON content of a body, or <see langword="null"/> if the body is not JSON.</summary>
    public static Schema? OfContent(JsonElement body) =>
        body.TryGetProperty("content", out var content) && content.TryGetProperty("application/json", out var media)
            ? Read(media.GetProperty("schema"))
            : null;

    /// <summary>Creates the documented example or, if there is none, a value from the examples of the nested schemas.</summary>
    public JsonNode? CreateExample()
    {
        if (json.TryGetProperty("example", out var example))
        {
            return JsonNode.Parse(example.GetRawText());
        }

        return ExtensibleEnum is [var known, ..] ? JsonNode.Parse(known.GetRawText())
            : Enum is [var value, ..] ? JsonValue.Create(value)
            : AllOf.Concat(AnyOf).FirstOrDefault() is { } part ? part.CreateExample()
            : Items is { } items ? new JsonArray(items.CreateExample())
            : new JsonObject(Properties.Select(property => KeyValuePair.Create(property.Key, property.Value.CreateExample())));
    }

    private Dictionary<string, Schema> ReadProperties()
    {
        var properties = new Dictionary<string, Schema>(StringComparer.Ordinal);

        if (json.TryGetProperty("properties", out var members))
        {
            foreach (var member in members.EnumerateObject())
            {
                properties.Add(member.Name, Read(member.Value));
            }
        }

        return properties;
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static long? Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : null;

    private static T[] Elements<T>(JsonElement json, string name, Func<JsonElement, T> read) =>
        json.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(read)] : [];
}
