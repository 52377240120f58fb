using Qboxmail.Probe.Document;
using Qboxmail.Probe.Results;

namespace Qboxmail.Probe.Edits;

/// <summary>Creates the edits of the parameter for the page size.</summary>
internal static class PageSizeEdits
{
    /// <summary>
    /// Creates the edits that change the default of the parameter, and of the facts that a test compares with the OpenAPI document.
    /// </summary>
    public static IReadOnlyList<Edit> ChangeDefault(DocumentSources document, SourceNode parameter, int size)
    {
        var entry = parameter["schema"]!.Entry("default")!;
        var users = document.Operations
            .Where(operation => operation.Query("per") is { } used && (used.File.Name, used.Line) == (parameter.File.Name, parameter.Line))
            .Select(operation => operation.Route);

        return [Write(entry, size), .. KnownFacts.ChangeDefault(document, users, "per", size)];
    }

    public static IReadOnlyList<Edit> ChangeMaximum(SourceNode schema, int size)
    {
        if (schema.Entry("maximum") is { } maximum)
        {
            return [Write(maximum, size)];
        }

        var type = schema.Entry("type")!;
        var old = type.File.Lines[type.Line - 1];
        return [new Edit(type.File.Name, type.Line, old, $"{old}\n{new string(' ', type.File.Indent(type.Line))}maximum: {size}")];
    }

    private static Edit Write(SourceEntry entry, int number) => new(
        entry.File.Name, entry.Line, entry.File.Lines[entry.Line - 1], $"{new string(' ', entry.File.Indent(entry.Line))}{entry.Name}: {number}");
}
