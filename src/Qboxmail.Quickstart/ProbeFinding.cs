using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;
using Qboxmail.Emulator.Document;

namespace Qboxmail.Quickstart;

/// <summary>What an operation answered, in names and types, without values.</summary>
internal sealed partial class ProbeFinding(Operation operation, string outcome, bool wasAsked = true)
{
    public Operation Operation { get; } = operation;

    public string Outcome { get; } = outcome;

    public bool WasAsked { get; } = wasAsked;

    /// <summary>Fields by their place in the answer, with the types that were seen and what is remarkable about them.</summary>
    public SortedDictionary<string, (SortedSet<string> Types, string Remark)> Fields { get; } = new(StringComparer.Ordinal);

    public int Rows { get; private set; }

    public void Compare(string place, IOpenApiSchema schema, JsonObject value)
    {
        foreach (var (name, field) in value)
        {
            var known = schema.Properties?.TryGetValue(name, out var property) == true ? property : null;
            Add(Join(place, name), known is null ? "unknown" : Fits(known, field) ? "" : $"documented as {TypeOf(known)}", TypeOf(field));

            if (known is null)
            {
                continue;
            }

            switch (field)
            {
                case JsonArray items when Items(known) is { Properties.Count: > 0 } row:
                    Rows = place == Answer && name == "resources" ? items.Count : Rows;

                    foreach (var item in items.OfType<JsonObject>())
                    {
                        Compare(place == Answer ? "row" : Join(place, name), row, item);
                    }

                    break;
                case JsonObject fields when Target(known) is { Properties.Count: > 0 } part:
                    Compare(Join(place, name), part, fields);
                    break;
            }
        }

        foreach (var name in (schema.Properties?.Keys ?? []).Where(name => !value.ContainsKey(name)))
        {
            Add(Join(place, name), "missing", type: null);
        }
    }

    private const string Answer = "(answer)";

    private void Add(string place, string remark, string? type)
    {
        if (!Fields.TryGetValue(place, out var entry))
        {
            Fields[place] = entry = ([], remark);
        }

        // A field that one row has is not missing.
        if (entry.Remark == "missing" || (remark.Length > 0 && remark != "missing"))
        {
            Fields[place] = entry with { Remark = remark };
        }

        if (type is not null)
        {
            entry.Types.Add(type);
        }
    }

    private static string Join(string place, string name) => place == Answer ? name : $"{place}.{name}";

    private static IOpenApiSchema Target(IOpenApiSchema schema) => schema.AllOf is { Count: 1 } parts ? Target(parts[0]) : schema;

    private static IOpenApiSchema? Items(IOpenApiSchema schema) => Target(schema).Items;

    private static bool Fits(IOpenApiSchema schema, JsonNode? value) => value is null || Target(schema).Type is not { } type || (value.GetValueKind() switch
    {
        JsonValueKind.String => type.HasFlag(JsonSchemaType.String),
        JsonValueKind.Number => type.HasFlag(JsonSchemaType.Number) || type.HasFlag(JsonSchemaType.Integer),
        JsonValueKind.True or JsonValueKind.False => type.HasFlag(JsonSchemaType.Boolean),
        JsonValueKind.Array => type.HasFlag(JsonSchemaType.Array),
        _ => type.HasFlag(JsonSchemaType.Object),
    });

    private static string TypeOf(IOpenApiSchema schema) => Target(schema).Type?.ToString().ToLowerInvariant() ?? "text";

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

    // The shape of a time tells its format, and nothing else.
    private static string TypeOf(string text) => text.Length == 0 ? "empty text"
        : Time().IsMatch(text) ? $"time like {Digit().Replace(text, "9")}"
        : long.TryParse(text, out _) ? "text of digits"
        : "text";

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?(\.\d+)?( ?(Z|UTC|[+-]\d{2}:?\d{2}))?)?$")]
    private static partial Regex Time();

    [GeneratedRegex(@"\d")]
    private static partial Regex Digit();
}
