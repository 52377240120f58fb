using Qboxmail.Probe.Document;
using Qboxmail.Probe.Results;

namespace Qboxmail.Probe.Edits;

/// <summary>Creates the edits of examples for a property whose type has changed, because examples must match their schemas.</summary>
internal static class ExampleEdits
{
    /// <param name="document">The source files of the OpenAPI document.</param>
    /// <param name="property">The property whose type has changed.</param>
    /// <param name="write">The function that converts the YAML node of an example to the new example.</param>
    public static IEnumerable<Edit> Of(DocumentSources document, SourceEntry property, Func<SourceNode, string> write)
    {
        var examples = from operation in document.Operations
                       from success in operation.Successes
                       from content in success.Value.Target["content"]?.Entries ?? []
                       let schema = content.Value.Entry("schema")?.Value
                       let example = content.Value["example"]
                       where schema is not null && example is not null
                       from entry in Find(new SourceSchema(schema), example, property)
                       select entry;

        return examples.Select(entry =>
        {
            var old = entry.File.Lines[entry.Line - 1];
            var value = entry.Value;
            var start = old.IndexOf($"{entry.Name}:", StringComparison.Ordinal) + entry.Name.Length + 1;
            var rest = old[start..];
            var end = rest.IndexOfAny([',', '}']) is >= 0 and var at ? start + at : old.Length;
            return new Edit(entry.File.Name, entry.Line, old, $"{old[..start]} {write(value)}{old[end..]}");
        }).Distinct();
    }

    private static IEnumerable<SourceEntry> Find(SourceSchema schema, SourceNode example, SourceEntry property)
    {
        foreach (var item in schema.Items is { } items ? example.Items.SelectMany(item => Find(items, item, property)) : [])
        {
            yield return item;
        }

        foreach (var entry in example.Entries)
        {
            if (!schema.Properties.TryGetValue(entry.Name, out var known))
            {
                continue;
            }

            if ((known.File.Name, known.Line) == (property.File.Name, property.Line) && entry.Value.Text is not null)
            {
                yield return entry;
            }

            foreach (var nested in Find(new SourceSchema(known.Value), entry.Value, property))
            {
                yield return nested;
            }
        }
    }
}
