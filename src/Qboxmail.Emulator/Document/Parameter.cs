using System.Text.Json;

namespace Qboxmail.Emulator.Document;

internal sealed class Parameter(JsonElement json)
{
    public string Name { get; } = json.GetProperty("name").GetString()!;

    public bool IsInQuery { get; } = json.GetProperty("in").ValueEquals("query");

    public bool IsRequired { get; } = json.TryGetProperty("required", out var required) && required.GetBoolean();

    /// <summary>Gets the name in the .NET library, or <see langword="null"/> if it is derived from the API name.</summary>
    public string? CSharpName { get; } = json.TryGetProperty("x-qboxmail-name", out var name) ? name.GetString() : null;

    /// <summary>Gets the type in the .NET library, or <see langword="null"/> if it is derived from the schema.</summary>
    public string? CSharpType { get; } = Schema.CSharpTypeOf(json);

    public Schema Schema { get; } = Schema.Read(json.GetProperty("schema"));
}
