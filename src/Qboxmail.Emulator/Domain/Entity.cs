using System.Globalization;
using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Domain;

/// <summary>A resource: its code and its fields. A response contains only the documented fields.</summary>
internal class Entity(string code, JsonObject fields)
{
    /// <summary>Gets the fields that can contain the code. Each kind of resource has one of them.</summary>
    public static IReadOnlyList<string> CodeFields { get; } = ["code", "id", "uid", "identity"];

    public string Code { get; } = code;

    public JsonObject Fields { get; } = fields;

    public string Name => Text("name") ?? "";

    /// <summary>Gets or sets a value indicating whether the deletion has begun. Pending background work is then skipped.</summary>
    public bool IsDeleted { get; set; }

    public string? Text(string field) => Fields[field]?.GetValue<string>();

    /// <summary>Gets the number in a field, whatever its CLR type; null if the field is absent.</summary>
    public long? Number(string field) => Fields[field] is { } value ? long.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) : null;

    public bool IsTrue(string field) => Fields[field]?.GetValue<bool>() == true;

    public DateTimeOffset? Time(string field) => Text(field) is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : null;

    public IEnumerable<string> Texts(string field) => (Fields[field] as JsonArray ?? []).Select(item => item!.GetValue<string>());

    public void Set(string field, JsonNode? value) => Fields[field] = value;

    /// <summary>Copies the known fields of a request.</summary>
    public void Apply(JsonObject? request, IEnumerable<string> known)
    {
        foreach (var name in known)
        {
            if (request?.TryGetPropertyValue(name, out var value) != true)
            {
                continue;
            }

            if (value is null)
            {
                Fields.Remove(name);
            }
            else
            {
                Fields[name] = value.DeepClone();
            }
        }
    }
}
