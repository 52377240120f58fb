using System.Text.RegularExpressions;
using Qboxmail.Emulator.Document;
using Qboxmail.Probe.Document;
using Qboxmail.Probe.Edits;
using Qboxmail.Probe.Results;

namespace Qboxmail.Probe.Reads;

/// <summary>
/// Creates the differences between a field in the OpenAPI document and its values in responses, with the edits that correct the document.
/// </summary>
internal static partial class FieldDifferences
{
    public static IEnumerable<Difference> Of(DocumentSources document, FieldFinding finding)
    {
        var seen = finding.Shapes.Where(shape => shape.Type is not null).ToList();

        if (finding.Entry is not { } entry)
        {
            yield return Create(finding, "is not in the OpenAPI document", [NewProperty(finding, seen)]);
            yield break;
        }

        var property = new SourceSchema(entry.Value);

        if (finding.IsMissing && RequiredWithout(finding) is { } edit)
        {
            yield return Create(finding, "is required in the OpenAPI document, but was absent", [edit], finding.Missing);
        }

        if (property.Type is { } type && seen.Any(shape => !Fits(type, shape) && shape.Type != property.DocumentedType))
        {
            yield return Create(
                finding,
                $"is {type} in the OpenAPI document, but was {string.Join(" or ", seen.Select(shape => $"{shape}").Distinct().Order())}",
                seen.Select(shape => shape.Type).Distinct().Count() == 1 ? PropertyEdits.ChangeType(document, entry, property, seen[0]) : []);
        }
        else if (property.Example?.Value.Text is { } example && TimeFormat.Of(example) is { } documented
            && seen.Select(shape => shape.Time).OfType<TimeFormat>().Distinct().Where(time => time != documented).ToList() is { Count: > 0 } others)
        {
            yield return Create(
                finding,
                $"has the format {documented.Sample} in the OpenAPI document, but "
                + $"{string.Join(" and ", others.Select(time => time.Sample))} in responses",
                others.Count == 1 ? PropertyEdits.ChangeTime(document, entry, property, others[0]) : []);
        }
    }

    private static Difference Create(
        FieldFinding finding, string description, IReadOnlyList<Edit> edits, IEnumerable<string>? operations = null) =>
        new($"{finding.SchemaName}.{finding.Field}", [.. operations ?? finding.Operations], description, edits);

    private static bool Fits(string type, JsonShape shape) => shape.Type == type || (type == "number" && shape.Type == "integer");

    /// <summary>Creates the edit that adds a property at the beginning of its schema.</summary>
    private static Edit NewProperty(FieldFinding finding, List<JsonShape> seen)
    {
        var map = finding.Schema.PropertyMap!;
        var type = seen.Select(shape => shape.Type).Distinct().ToList() is [var only] ? only! : "string";
        var isNullable = finding.Shapes.Any(shape => shape.Type is null);
        var time = seen.Count > 0 ? seen[0].Time : null;

        List<string> lines =
        [
            $"{finding.Field}:",
            $"  type: {type}",
            .. type == "integer" ? ["  format: int64"] : Array.Empty<string>(),
            .. type == "string" && Secret().IsMatch(finding.Field) ? ["  format: password"] : Array.Empty<string>(),
            .. isNullable ? ["  nullable: true"] : Array.Empty<string>(),
            $"  description: Seen in responses{(seen.Count == 0 ? " as null" : "")}, but not documented by the API reference.",
            .. PropertyEdits.Rest(type, time?.Sample),
        ];

        var indent = new string(' ', map.File.Indent(map.Line) + 2);
        var old = map.File.Lines[map.Line - 1];
        return new Edit(map.File.Name, map.Line, old, string.Join('\n', [old, .. lines.Select(line => indent + line)]));
    }

    /// <summary>
    /// Creates the edit that removes a field from the required fields. Returns <see langword="null"/> if the list spans several lines.
    /// </summary>
    private static Edit? RequiredWithout(FieldFinding finding)
    {
        var required = finding.Schema.Required!;
        var old = required.File.Lines[required.Line - 1];
        var rest = required.Value.Items.Select(item => item.Text).Where(name => name != finding.Field).ToList();

        return old.Split('[') is [var key, _]
            ? new Edit(required.File.Name, required.Line, old, rest.Count == 0 ? "" : $"{key}[{string.Join(", ", rest)}]")
            : null;
    }

    [GeneratedRegex("password|token|secret")]
    private static partial Regex Secret();
}
