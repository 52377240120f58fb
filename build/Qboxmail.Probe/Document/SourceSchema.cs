namespace Qboxmail.Probe.Document;

/// <summary>A schema of the OpenAPI document, with its location.</summary>
internal sealed class SourceSchema(SourceNode node)
{
    // A property with its own description refers to its schema in allOf.
    private SourceNode Actual => field ??= node.Target["allOf"] is { Items: [var only] } ? new SourceSchema(only).Actual : node.Target;

    /// <summary>Gets the name of the schema; empty for an inline schema.</summary>
    public string Name => node.ReferenceName ?? (node["allOf"] is { Items: [var only] } ? new SourceSchema(only).Name : "");

    /// <summary>Gets the node itself, which can be a reference.</summary>
    public SourceNode Node => node;

    /// <summary>Gets the type, or <see langword="null"/> if the type is not restricted.</summary>
    public string? Type => Actual["type"]?.Text ?? (Actual["anyOf"] is { Items: [var known, ..] } ? new SourceSchema(known).Type : null);

    /// <summary>Gets a second type that values may have, or <see langword="null"/> if there is none.</summary>
    public string? DocumentedType => node.Target["x-documented-type"]?.Text;

    public string? Format => Actual["format"]?.Text;

    public bool IsNullable => node.Target["nullable"]?.Text == "true" || Actual["nullable"]?.Text == "true";

    /// <summary>Gets the entry of the example, or <see langword="null"/> if there is none.</summary>
    public SourceEntry? Example => node.Target.Entry("example") ?? Actual.Entry("example");

    public SourceSchema? Items => Actual.Entry("items") is { } items ? new SourceSchema(items.Value) : null;

    /// <summary>Gets the node with the known values of a string enumeration, or <see langword="null"/> for other schemas.</summary>
    public SourceNode? Enumeration => Type == "string" && (Actual["x-extensible-enum"] ?? Actual["enum"]) is not null ? Actual : null;

    public SourceEntry? Required => Actual.Entry("required");

    public SourceEntry? PropertyMap => Actual.Entry("properties");

    public IReadOnlyDictionary<string, SourceEntry> Properties =>
        field ??= (PropertyMap?.Value.Entries ?? []).ToDictionary(entry => entry.Name, StringComparer.Ordinal);
}
