using System.Globalization;
using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Domain;

/// <summary>A resource with its code and fields. Responses contain only the fields that the OpenAPI document describes.</summary>
internal class Entity(string code, JsonObject fields)
{
    /// <summary>Gets the names of the fields that can contain the code. Each kind of resource has one of them.</summary>
    public static IReadOnlyList<string> CodeFields { get; } = ["code", "id", "uid", "identity"];

    public string Code { get; } = code;

    public JsonObject Fields { get; } = fields;

    public string Name => Text("name") ?? "";

    /// <summary>Gets or sets a value indicating whether the deletion has begun. Pending background work is then skipped.</summary>
    public bool IsDeleted { get; set; }

    public string? Text(string field) => Fields[field]?.GetValue<string>();

    /// <summary>Gets the number in a field, regardless of its CLR type, or <see langword="null"/> if the field is absent.</summary>
    public long? Number(string field) => Fields[field] is { } value ? long.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) : null;

    public bool IsTrue(string field) => Fields[field]?.GetValue<bool>() == true;

    public DateTimeOffset? Time(string field) => Text(field) is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : null;

    public IEnumerable<string> Texts(string field) => (Fields[field] as JsonArray ?? []).Select(item => item!.GetValue<string>());

    public void Set(string field, JsonNode? value) => Fields[field] = value;

    /// <summary>Copies the specified fields from a request. A null value removes a field.</summary>
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
