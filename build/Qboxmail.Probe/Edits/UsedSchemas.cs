using Qboxmail.Probe.Document;

namespace Qboxmail.Probe.Edits;

/// <summary>Finds the schemas that operations send or receive, including nested ones.</summary>
internal static class UsedSchemas
{
    public static IEnumerable<SourceNode> Of(IEnumerable<SourceOperation> operations)
    {
        var found = new Dictionary<(string File, int Line), SourceNode>();

        foreach (var operation in operations)
        {
            foreach (var parameter in operation.Node["parameters"]?.Items ?? [])
            {
                Collect(parameter.Target.Entry("schema")?.Value, found);
            }

            var bodies = (operation.Node["responses"]?.Entries ?? []).Select(entry => entry.Value.Target).Append(operation.Node["requestBody"]);

            foreach (var content in bodies.SelectMany(body => body?["content"]?.Entries ?? []))
            {
                Collect(content.Value.Entry("schema")?.Value, found);
            }
        }

        return found.Values;
    }

    private static void Collect(SourceNode? schema, Dictionary<(string File, int Line), SourceNode> found)
    {
        if (schema?.Target is not { Entries.Count: > 0 } target)
        {
            return;
        }

        if (schema.ReferenceName is not null && !found.TryAdd((target.File.Name, target.Line), target))
        {
            return;
        }

        var lists = new[] { target["allOf"], target["anyOf"] }.SelectMany(list => list?.Items ?? []);
        var properties = (target["properties"]?.Entries ?? []).Select(property => property.Value);

        foreach (var part in lists.Concat(properties).Append(target.Entry("items")?.Value).Append(target.Entry("additionalProperties")?.Value))
        {
            Collect(part, found);
        }
    }
}
