using System.Text.Json.Nodes;
using Qboxmail.Probe.Document;
using Qboxmail.Probe.Results;

namespace Qboxmail.Probe.Reads;

/// <summary>
/// Collects the differences between responses and their schemas. Several operations can use one schema, so each difference is reported once.
/// </summary>
internal sealed class SchemaFindings(DocumentSources document)
{
    private readonly Dictionary<(string File, int Line, string Field), FieldFinding> _fields = [];
    private readonly Dictionary<(string File, int Line), EnumerationFinding> _enumerations = [];

    /// <summary>Gets the fields that were absent from all responses and those that were null, grouped by schema.</summary>
    public IEnumerable<Observation> Observations => _fields.Values
        .GroupBy(finding => finding.SchemaName)
        .SelectMany(group => new[]
        {
            (Text: "was null", Fields: group.Where(finding => finding.Shapes.Any(shape => shape.Type is null))),
            (Text: "was absent", Fields: group.Where(finding => finding.IsKnown && finding.Shapes.Count == 0)),
        }
        .Where(entry => entry.Fields.Any())
        .Select(entry => new Observation(group.Key, $"{string.Join(", ", entry.Fields.Select(finding => finding.Field).Order())} {entry.Text}")));

    public IEnumerable<Difference> Differences =>
        _fields.Values.SelectMany(finding => FieldDifferences.Of(document, finding))
            .Concat(_enumerations.Values.Select(finding => finding.ToDifference()))
            .OrderBy(difference => difference.Place, StringComparer.Ordinal);

    /// <summary>Compares a value in a response with its schema.</summary>
    public void Compare(SourceOperation operation, SourceSchema schema, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject fields when schema.PropertyMap is not null:
                foreach (var name in schema.Properties.Keys.Union(fields.Select(field => field.Key)))
                {
                    CompareField(operation, schema, name, fields);
                }

                break;
            case JsonArray items when schema.Items is { } itemSchema:
                foreach (var item in items)
                {
                    Compare(operation, itemSchema, item);
                }

                break;
        }
    }

    private void CompareField(SourceOperation operation, SourceSchema schema, string name, JsonObject fields)
    {
        var property = schema.Properties.TryGetValue(name, out var entry) ? new SourceSchema(entry.Value) : null;
        var key = (schema.PropertyMap!.File.Name, schema.PropertyMap.Line, name);

        if (!_fields.TryGetValue(key, out var finding))
        {
            _fields[key] = finding = new FieldFinding(schema, name, entry);
        }

        if (!fields.TryGetPropertyValue(name, out var value))
        {
            finding.IsMissing |= schema.Required?.Value.Items.Any(item => item.Text == name) == true;
            finding.Missing.Add(operation.Id);
            return;
        }

        finding.Operations.Add(operation.Id);
        finding.Shapes.Add(JsonShape.Of(value));
        AddUnknownValues(operation, property, value);

        if (property is not null)
        {
            Compare(operation, property, value);
        }
    }

    private void AddUnknownValues(SourceOperation operation, SourceSchema? property, JsonNode? value)
    {
        foreach (var (schema, text) in Texts(property, value))
        {
            if (schema.Enumeration is not { } enumeration || Known(enumeration).Contains(text))
            {
                continue;
            }

            if (!_enumerations.TryGetValue((enumeration.File.Name, enumeration.Line), out var finding))
            {
                _enumerations[(enumeration.File.Name, enumeration.Line)] = finding = new EnumerationFinding(schema.Name, enumeration);
            }

            finding.Add(operation, text);
        }
    }

    private static IEnumerable<(SourceSchema Schema, string Text)> Texts(SourceSchema? schema, JsonNode? value) => (schema, value) switch
    {
        ({ } known, JsonValue text) when text.TryGetValue<string>(out var content) => [(known, content)],
        ({ Items: { } items }, JsonArray list) => list.SelectMany(item => Texts(items, item)),
        _ => [],
    };

    private static IEnumerable<string?> Known(SourceNode enumeration) =>
        (enumeration["x-extensible-enum"] ?? enumeration["enum"])!.Items.Select(item => item.Text);
}
