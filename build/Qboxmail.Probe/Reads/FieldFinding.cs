using Qboxmail.Probe.Document;

namespace Qboxmail.Probe.Reads;

/// <summary>The types and formats of the values of a field in responses.</summary>
internal sealed class FieldFinding(SourceSchema schema, string name, SourceEntry? entry)
{
    public string SchemaName => schema.Name;

    public SourceSchema Schema => schema;

    public string Field => name;

    /// <summary>Gets the property in the OpenAPI document, or <see langword="null"/> if the document lacks it.</summary>
    public SourceEntry? Entry => entry;

    public bool IsKnown => entry is not null;

    public SortedSet<string> Operations { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the IDs of the operations that returned an item without the field.</summary>
    public SortedSet<string> Missing { get; } = new(StringComparer.Ordinal);

    public HashSet<JsonShape> Shapes { get; } = [];

    /// <summary>Gets or sets a value indicating whether the field is required but was absent.</summary>
    public bool IsMissing { get; set; }
}
