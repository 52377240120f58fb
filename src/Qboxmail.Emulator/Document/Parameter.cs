using System.Text.Json;

namespace Qboxmail.Emulator.Document;

/// <summary>A parameter of an operation.</summary>
internal sealed class Parameter(JsonElement json)
{
    public string Name { get; } = json.GetProperty("name").GetString()!;

    public bool IsInQuery { get; } = json.GetProperty("in").ValueEquals("query");

    public bool IsRequired { get; } = json.TryGetProperty("required", out var required) && required.GetBoolean();

    public Schema Schema { get; } = Schema.Read(json.GetProperty("schema"));
}
