using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Qboxmail.Emulator.Document;

namespace Qboxmail.Probe;

/// <summary>The names and types in the response of an operation, without values.</summary>
internal sealed partial class ProbeFinding(Operation operation, string outcome, bool wasAsked = true)
{
    public Operation Operation { get; } = operation;

    public string Outcome { get; } = outcome;

    public bool WasAsked { get; } = wasAsked;

    /// <summary>Fields by their place in the response, with the observed types and a remark.</summary>
    public SortedDictionary<string, (SortedSet<string> Types, string Remark)> Fields { get; } = new(StringComparer.Ordinal);

    public int Items { get; private set; }

    public void Compare(string place, Schema schema, JsonObject value)
    {
        foreach (var (name, field) in value)
        {
            var known = schema.Properties.GetValueOrDefault(name);
            Add(Join(place, name), known is null ? "unknown" : Fits(known, field) ? "" : $"documented as {TypeOf(known)}", TypeOf(field));

            if (known is null)
            {
                continue;
            }

            switch (field)
            {
                case JsonArray items when ItemSchema(known) is { Properties.Count: > 0 } itemSchema:
                    Items = place == Response && name == "resources" ? items.Count : Items;

                    foreach (var item in items.OfType<JsonObject>())
                    {
                        Compare(place == Response ? "item" : Join(place, name), itemSchema, item);
                    }

                    break;
                case JsonObject fields when Target(known) is { Properties.Count: > 0 } part:
                    Compare(Join(place, name), part, fields);
                    break;
            }
        }

        foreach (var name in schema.Properties.Keys.Where(name => !value.ContainsKey(name)))
        {
            Add(Join(place, name), "missing", type: null);
        }
    }

    private const string Response = "(response)";

    private void Add(string place, string remark, string? type)
    {
        if (!Fields.TryGetValue(place, out var entry))
        {
            Fields[place] = entry = ([], remark);
        }

        // A field that one item contains is not missing.
        if (entry.Remark == "missing" || (remark.Length > 0 && remark != "missing"))
        {
            Fields[place] = entry with { Remark = remark };
        }

        if (type is not null)
        {
            entry.Types.Add(type);
        }
    }

    private static string Join(string place, string name) => place == Response ? name : $"{place}.{name}";

    private static Schema Target(Schema schema) => schema.AllOf is { Count: 1 } parts ? Target(parts[0]) : schema;

    private static Schema? ItemSchema(Schema schema) => Target(schema).Items;

    private static bool Fits(Schema schema, JsonNode? value) =>
        value is null || Target(schema).Type is not { } type || (value.GetValueKind() switch
        {
            JsonValueKind.String => type == "string",
            JsonValueKind.Number => type is "number" or "integer",
            JsonValueKind.True or JsonValueKind.False => type == "boolean",
            JsonValueKind.Array => type == "array",
            _ => type == "object",
        });

    private static string TypeOf(Schema schema) => Target(schema).Type ?? "text";

    private static string TypeOf(JsonNode? value) => value switch
    {
        null => "null",
        JsonArray { Count: 0 } => "empty list",
        JsonArray items => $"list of {string.Join(" or ", items.Select(TypeOf).Distinct().Order())}",
        JsonObject => "object",
        _ => value.GetValueKind() switch
        {
            JsonValueKind.String => TypeOf(value.GetValue<string>()),
            JsonValueKind.Number => value.ToJsonString().Contains('.') ? "number" : "integer",
            _ => "boolean",
        },
    };

    // Digits are replaced, so only the format remains.
    private static string TypeOf(string text) => text.Length == 0 ? "empty text"
        : Time().IsMatch(text) ? $"time like {Digit().Replace(text, "9")}"
        : long.TryParse(text, out _) ? "text of digits"
        : "text";

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?(\.\d+)?( ?(Z|UTC|[+-]\d{2}:?\d{2}))?)?$")]
    private static partial Regex Time();

    [GeneratedRegex(@"\d")]
    private static partial Regex Digit();
}
