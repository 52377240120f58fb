using System.Text.Json;

namespace Qboxmail.Emulator.Document;

/// <summary>A parameter of an operation.</summary>
internal sealed class Parameter(JsonElement json)
{
    public string Name { get; } = json.GetProperty("name").GetString()!;

    public bool IsInQuery { get; } = json.GetProperty("in").ValueEquals("query");

    public bool IsRequired { get; } = json.TryGetProperty("required", out var required) && required.GetBoolean();

    /// <summary>Gets the name in the .NET library; null if it follows from the name in JSON.</summary>
    public string? CSharpName { get; } = json.TryGetProperty("x-qboxmail-name", out var name) ? name.GetString() : null;

    /// <summary>Gets the type in the .NET library; null if it follows from the type in JSON.</summary>
    public string? CSharpType { get; } = Schema.CSharpTypeOf(json);

    public Schema Schema { get; } = Schema.Read(json.GetProperty("schema"));
}
