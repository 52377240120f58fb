using Qboxmail.Emulator.Document;
using Qboxmail.Probe.Document;
using Qboxmail.Probe.Reads;
using Qboxmail.Probe.Results;

namespace Qboxmail.Probe.Edits;

/// <summary>Creates the edits of schema properties in the OpenAPI document.</summary>
internal static class PropertyEdits
{
    /// <summary>Gets the last lines of a property: its example, or the type of its items or values.</summary>
    /// <param name="type">The type of the property.</param>
    /// <param name="example">The example for a string.</param>
    public static IReadOnlyList<string> Rest(string type, string? example = null) => type switch
    {
        "array" => ["  items:", "    type: string"],
        "object" => ["  additionalProperties: true"],
        "boolean" => ["  example: true"],
        "integer" => ["  example: 1"],
        "number" => ["  example: 1.5"],
        _ => [$"  example: \"{example ?? "text"}\""],
    };

    /// <summary>Creates the edits that give a date or time another format, including those of examples of responses.</summary>
    public static IReadOnlyList<Edit> ChangeTime(DocumentSources document, SourceEntry property, SourceSchema schema, TimeFormat format)
    {
        var known = property.Value.Target.Entry("format") ?? property.Value.Target.Entry("x-qboxmail-type");
        var line = format.IsDate ? "format: date" : format.IsRfc3339 ? "format: date-time"
            : format.IsAmbiguous ? null : "x-qboxmail-type: { from: string, to: DateTimeOffset }";

        return
        [
            .. known is null || known.File.Lines[known.Line - 1].Trim() == line ? [] : new[] { Replace(known, line) },
            Replace(schema.Example!, $"example: \"{format.Sample}\""),
            .. ExampleEdits.Of(document, property, value =>
                $"\"{(IsoTime.TryParse(value.Text!, out var time) ? format.Write(time) : format.Sample)}\""),
        ];
    }

    /// <summary>Creates the edits that give a property another type. The restrictions of the former type are removed.</summary>
    public static IReadOnlyList<Edit> ChangeType(DocumentSources document, SourceEntry property, SourceSchema schema, JsonShape seen)
    {
        if (property.IsMerged)
        {
            return [];
        }

        // The library also reads numbers from strings, so the documented type stays.
        if (schema.Type is "integer" or "number" && seen.IsNumeric)
        {
            var key = property.File.Lines[property.Line - 1];
            var line = $"{new string(' ', property.File.Indent(property.Line) + 2)}x-documented-type: string";
            return [new Edit(property.File.Name, property.Line, key, $"{key}\n{line}")];
        }

        var indent = new string(' ', property.File.Indent(property.Line));
        var kept = property.Value.Entries.Where(entry => entry.Name is "description" or "x-provenance" or "nullable" or "x-qboxmail-name").ToList();
        List<string> lines =
        [
            property.File.Lines[property.Line - 1],
            $"{indent}  type: {seen.Type}",
            .. seen.Type == "integer" ? [$"{indent}  format: int64"] : Array.Empty<string>(),
            .. kept.Select(entry => entry.File.Text(entry.Line, entry.LastLine)),
            .. Rest(seen.Type!, Example(schema, seen)).Select(line => indent + line),
        ];

        var edit = new Edit(property.File.Name, property.Line, property.File.Text(property.Line, property.LastLine), string.Join('\n', lines));
        return [edit, .. ExampleEdits.Of(document, property, value => Write(seen.Type!, value.Text!))];
    }

    /// <summary>Creates the edits that add values to an enumeration.</summary>
    public static IReadOnlyList<Edit> AddValues(SourceNode enumeration, IReadOnlyList<string> values)
    {
        var lists = new[] { enumeration["anyOf"]?.Items[0].Entry("enum"), enumeration.Entry("enum"), enumeration.Entry("x-extensible-enum") }
            .OfType<SourceEntry>()
            // A YAML alias repeats the list of its anchor, which has its own edit.
            .Where(list => !list.File.Lines[list.Line - 1].Contains(": *", StringComparison.Ordinal));
        var meanings = enumeration.Entry("x-qboxmail-values");

        return
        [
            .. lists.Select(list => Append(list, values, value => $"- {value}")),
            .. new[] { meanings }.OfType<SourceEntry>()
                .Select(list => Append(list, values, value => $"{value}: Seen in responses, but not documented by the API reference.")),
        ];
    }

    private static Edit Append(SourceEntry list, IReadOnlyList<string> values, Func<string, string> write)
    {
        var last = list.LastLine;
        var old = list.File.Lines[last - 1];
        var indent = new string(' ', list.File.Indent(list.Line) + 2);

        return new Edit(
            list.File.Name, last, old,
            last == list.Line || old.TrimEnd().EndsWith(']')
                ? $"{old.TrimEnd()[..^1]}, {string.Join(", ", values)}]"
                : string.Join('\n', [old, .. values.Select(value => indent + write(value))]));
    }

    private static string? Example(SourceSchema schema, JsonShape seen) =>
        seen.Time?.Sample ?? (seen.IsNumeric && schema.Example?.Value.Text is { } number ? number : null);

    private static string Write(string type, string example) => type switch
    {
        "integer" => example.All(char.IsAsciiDigit) ? example : "1",
        "number" => "1.5",
        "boolean" => "true",
        "array" => $"[\"{example}\"]",
        "object" => "{}",
        _ => $"\"{example}\"",
    };

    private static Edit Replace(SourceEntry entry, string? text) => new(
        entry.File.Name, entry.Line, entry.File.Text(entry.Line, entry.LastLine),
        text is null ? "" : new string(' ', entry.File.Indent(entry.Line)) + text);
}
