using System.Text.Json;
using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Document;

/// <summary>
/// Changes responses to match a changed copy of the OpenAPI document, so that the probe has differences to find. New fields contain their examples,
/// and so do changed fields that would be null. Extended enumerations contain a new value, and newly nullable fields null. Fields that the copy no
/// longer requires are absent.
/// </summary>
internal sealed class DocumentAdditions
{
    private readonly JsonElement _former;
    private readonly JsonElement _copy;
    private readonly Dictionary<string, Dictionary<string, JsonNode?>> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, JsonNode?>> _examples = new(StringComparer.Ordinal);
    private readonly HashSet<(string Schema, string Field)> _absent = [];

    public DocumentAdditions(JsonElement former, JsonElement copy)
    {
        (_former, _copy) = (former, copy);

        foreach (var schema in Schemas(copy).EnumerateObject())
        {
            if (Schemas(former).TryGetProperty(schema.Name, out var known) && schema.Value.TryGetProperty("properties", out var properties))
            {
                Compare(schema.Name, known, schema.Value, properties);
            }
        }
    }

    /// <summary>Changes an object to match the specified schema.</summary>
    public void AddTo(string schema, JsonObject fields)
    {
        foreach (var (name, value) in _values.GetValueOrDefault(schema) ?? [])
        {
            fields[name] = value?.DeepClone();
        }

        foreach (var (name, example) in _examples.GetValueOrDefault(schema) ?? [])
        {
            fields[name] ??= example?.DeepClone();
        }

        foreach (var (_, field) in _absent.Where(absent => absent.Schema == schema))
        {
            fields.Remove(field);
        }
    }

    private void Compare(string name, JsonElement former, JsonElement copy, JsonElement properties)
    {
        var values = _values[name] = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        var examples = _examples[name] = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);

        foreach (var property in properties.EnumerateObject())
        {
            if (!former.GetProperty("properties").TryGetProperty(property.Name, out var known))
            {
                values[property.Name] = Example(property.Value);
            }
            else if (IsNullable(property.Value) && !IsNullable(known))
            {
                values[property.Name] = null;
            }
            else if (Values(_copy, property.Value).Except(Values(_former, known)).FirstOrDefault() is { } added && Values(_former, known).Any())
            {
                values[property.Name] = added;
            }
            else if (property.Value.TryGetProperty("example", out var example) && !JsonElement.DeepEquals(property.Value, known))
            {
                examples[property.Name] = JsonNode.Parse(example.GetRawText());
            }
        }

        foreach (var field in Required(former).Except(Required(copy)))
        {
            _absent.Add((name, field));
        }
    }

    private static JsonElement Schemas(JsonElement document) => document.GetProperty("components").GetProperty("schemas");

    private static bool IsNullable(JsonElement property) => property.TryGetProperty("nullable", out var nullable) && nullable.GetBoolean();

    private static IEnumerable<string> Required(JsonElement schema) =>
        schema.TryGetProperty("required", out var required) ? required.EnumerateArray().Select(name => name.GetString()!) : [];

    /// <summary>Gets the known values if the property refers to an enumeration; otherwise, an empty sequence.</summary>
    private static IEnumerable<string> Values(JsonElement document, JsonElement property)
    {
        if (property.TryGetProperty("allOf", out var parts) && parts[0].TryGetProperty("$ref", out var reference))
        {
            property = Schemas(document).GetProperty(reference.GetString()!.Split('/')[^1]);
        }

        return property.TryGetProperty("x-extensible-enum", out var values) && values[0].ValueKind == JsonValueKind.String
            ? values.EnumerateArray().Select(value => value.GetString()!)
            : [];
    }

    private static JsonNode? Example(JsonElement property)
    {
        if (property.TryGetProperty("example", out var example))
        {
            return JsonNode.Parse(example.GetRawText());
        }

        return property.TryGetProperty("type", out var type) && type.ValueEquals("array") ? new JsonArray() : new JsonObject();
    }
}
