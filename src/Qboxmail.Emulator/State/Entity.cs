using System.Globalization;
using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.State;

/// <summary>A resource: its code and its fields as they are answered.</summary>
internal class Entity(string code, JsonObject fields)
{
    public string Code { get; } = code;

    public JsonObject Fields { get; } = fields;

    public string Name => Text("name") ?? "";

    public string? Text(string field) => Fields[field]?.GetValue<string>();

    /// <summary>A number, whether it came from a request or was made here.</summary>
    public long? Number(string field) => Fields[field] is { } value ? long.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) : null;

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
