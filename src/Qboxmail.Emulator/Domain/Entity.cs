using System.Globalization;
using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Domain;

/// <summary>A resource: its code and its fields. Of these an answer shows what the document knows.</summary>
internal class Entity(string code, JsonObject fields)
{
    /// <summary>Fields that show the code, of which a kind of resource has one.</summary>
    public static IReadOnlyList<string> CodeFields { get; } = ["code", "id", "uid", "identity"];

    public string Code { get; } = code;

    public JsonObject Fields { get; } = fields;

    public string Name => Text("name") ?? "";

    /// <summary>Whether its deletion has begun. What was to be done with it later is left undone then.</summary>
    public bool IsDeleted { get; set; }

    public string? Text(string field) => Fields[field]?.GetValue<string>();

    /// <summary>A number, whether it came from a request or was made here.</summary>
    public long? Number(string field) => Fields[field] is { } value ? long.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) : null;

    public bool IsTrue(string field) => Fields[field]?.GetValue<bool>() == true;

    public DateTimeOffset? Time(string field) => Text(field) is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : null;

    public IEnumerable<string> Texts(string field) => (Fields[field] as JsonArray ?? []).Select(item => item!.GetValue<string>());

    public void Set(string field, JsonNode? value) => Fields[field] = value;

    /// <summary>Takes over what a request sends, as far as the resource has such fields.</summary>
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
