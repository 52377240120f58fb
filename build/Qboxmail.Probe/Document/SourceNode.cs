using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Qboxmail.Probe.Document;

/// <summary>A YAML node of the OpenAPI document, with the file that contains it.</summary>
internal sealed class SourceNode(DocumentSources sources, SourceFile file, YamlNode node)
{
    public SourceFile File => file;

    /// <summary>Gets the number of the first line of the node.</summary>
    public int Line => (int)node.Start.Line;

    /// <summary>Gets the entries of a mapping, including those of merged mappings; empty for other nodes.</summary>
    public IReadOnlyList<SourceEntry> Entries => field ??= [.. ReadEntries(node, isMerged: false)];

    public IReadOnlyList<SourceNode> Items => field ??= node is YamlSequenceNode items ? [.. items.Select(Child)] : [];

    /// <summary>Gets the text of a scalar, or <see langword="null"/> for other nodes and for a null scalar.</summary>
    public string? Text => node is YamlScalarNode { Value: { } text } scalar && (text != "null" || scalar.Style != ScalarStyle.Plain) ? text : null;

    /// <summary>Gets the value of an entry with its reference resolved, or <see langword="null"/> if the entry is absent.</summary>
    public SourceNode? this[string name] => Entry(name)?.Value.Target;

    /// <summary>Gets the node that this node refers to, or this node if it is not a reference.</summary>
    public SourceNode Target => Entry("$ref")?.Value.Text is { } reference ? sources.Follow(file, reference).Target : this;

    /// <summary>Gets the name of the component that this node refers to, or <see langword="null"/> if it is not a reference.</summary>
    public string? ReferenceName => Entry("$ref")?.Value.Text?.Split('/')[^1];

    public SourceEntry? Entry(string name) => Entries.FirstOrDefault(entry => entry.Name == name);

    private IEnumerable<SourceEntry> ReadEntries(YamlNode from, bool isMerged)
    {
        if (from is not YamlMappingNode mapping)
        {
            yield break;
        }

        foreach (var (key, value) in mapping.Children)
        {
            var name = ((YamlScalarNode)key).Value!;

            if (name != "<<")
            {
                yield return new SourceEntry(name, (int)key.Start.Line, Child(value), isMerged);
                continue;
            }

            var merged = value is YamlSequenceNode parts ? parts : (IEnumerable<YamlNode>)[value];

            foreach (var entry in merged.SelectMany(part => ReadEntries(part, isMerged: true)))
            {
                yield return entry;
            }
        }
    }

    private SourceNode Child(YamlNode child) => new(sources, file, child);
}
