using System.Globalization;
using Qboxmail.Probe.Document;
using Qboxmail.Probe.Results;

namespace Qboxmail.Probe.Edits;

/// <summary>Creates the edits that move an operation to another path in the OpenAPI document.</summary>
internal static class RouteMoves
{
    /// <summary>Creates the edits. Returns an empty list if a maintainer must decide.</summary>
    /// <param name="document">The source files of the OpenAPI document.</param>
    /// <param name="operation">The operation to move.</param>
    /// <param name="route">The new route of the operation.</param>
    /// <param name="method">The edits within the operation that a new method requires.</param>
    /// <param name="leaving">The IDs of the operations that move away from their paths.</param>
    public static IReadOnlyList<Edit> Of(
        DocumentSources document, SourceOperation operation, Route route, IReadOnlyList<Edit> method, HashSet<string> leaving)
    {
        var block = Block(operation, route, method);
        var others = document.Operations.Where(other => !leaving.Contains(other.Id)).ToList();
        var target = others.Find(other => other.Path == route.Path);

        if (target is not null)
        {
            var place = target.MethodEntry;
            var last = place.File.Lines[place.LastLine - 1];
            return target.PathItem.Entry(route.Method.ToLowerInvariant()) is not null ? []
                : [.. Remove(document, operation), new Edit(place.File.Name, place.LastLine, last, $"{last}\n\n{block}")];
        }

        return others.Exists(other => other.Route.Shape == route.Shape) || Parameters(operation, route) is not { } parameters ? []
            : Insert(document, operation, route, parameters + block);
    }

    /// <summary>Gets the lines of the operation with its new method.</summary>
    private static string Block(SourceOperation operation, Route route, IReadOnlyList<Edit> method)
    {
        var entry = operation.MethodEntry;
        var lines = entry.File.Lines.Skip(entry.Line - 1).Take(entry.LastLine - entry.Line + 1).ToList();
        EditedFiles.Replace(lines, method, entry.Line);
        lines[0] = new string(' ', entry.File.Indent(entry.Line)) + $"{route.Method.ToLowerInvariant()}:";
        return string.Join('\n', lines);
    }

    private static IEnumerable<Edit> Remove(DocumentSources document, SourceOperation operation)
    {
        if (IsAlone(document, operation))
        {
            return [Remove(document.PathItemEntry(operation)), Remove(operation.PathEntry)];
        }

        return [Remove(operation.MethodEntry)];
    }

    private static Edit Remove(SourceEntry entry)
    {
        var isAfterBlank = entry.Line > 1 && string.IsNullOrWhiteSpace(entry.File.Lines[entry.Line - 2]);
        var first = isAfterBlank ? entry.Line - 1 : entry.Line;
        return new Edit(entry.File.Name, first, entry.File.Text(first, entry.LastLine), "");
    }

    /// <summary>
    /// Creates the edits that add the new path before the former path. If the former path has no other operation, the new path replaces it.
    /// </summary>
    private static Edit[] Insert(DocumentSources document, SourceOperation operation, Route route, string content)
    {
        var item = document.PathItemEntry(operation);
        var name = Name(route);
        var path = new string(' ', item.File.Indent(item.Line)) + $"{name}:\n{content}";
        var entry = operation.PathEntry;
        var indent = new string(' ', entry.File.Indent(entry.Line));
        var reference = entry.Value.Entry("$ref")!.Value.Text!.Split('#')[0];
        var listed = $"{indent}{route.Path}:\n{indent}  $ref: \"{reference}#/paths/{name}\"";

        if (IsAlone(document, operation))
        {
            return
            [
                new Edit(item.File.Name, item.Line, item.File.Text(item.Line, item.LastLine), path),
                new Edit(entry.File.Name, entry.Line, entry.File.Text(entry.Line, entry.LastLine), listed),
            ];
        }

        var itemKey = item.File.Lines[item.Line - 1];
        var entryKey = entry.File.Lines[entry.Line - 1];
        return
        [
            Remove(operation.MethodEntry),
            new Edit(item.File.Name, item.Line, itemKey, $"{path}\n\n{itemKey}"),
            new Edit(entry.File.Name, entry.Line, entryKey, $"{listed}\n{entryKey}"),
        ];
    }

    /// <summary>Gets the parameters of the new path, or <see langword="null"/> if the former path lacks one of them.</summary>
    private static string? Parameters(SourceOperation operation, Route route)
    {
        var declared = operation.PathItem["parameters"]?.Items ?? [];
        var names = route.Parameters.Select(parameter => parameter.Trim('{', '}')).ToList();
        var kept = names.Select(name => declared.FirstOrDefault(parameter => parameter.Target["name"]?.Text == name)).ToList();

        if (kept.Contains(null))
        {
            return null;
        }

        var entry = operation.PathItem.Entry("parameters");
        return kept.Count == 0 ? ""
            : string.Join('\n', [entry!.File.Lines[entry.Line - 1], .. kept.Select(parameter => parameter!.File.Lines[parameter.Line - 1]), "", ""]);
    }

    private static bool IsAlone(DocumentSources document, SourceOperation operation) =>
        document.Operations.Count(other => other.Path == operation.Path) == 1;

    private static string Name(Route route)
    {
        var words = route.Segments.Skip(1).SelectMany(segment => segment.Trim('{', '}').Split('_')).ToList();
        return words[0] + string.Concat(words.Skip(1).Select(word => word[..1].ToUpper(CultureInfo.InvariantCulture) + word[1..]));
    }
}
