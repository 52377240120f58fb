using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

/// <summary>Searches, filters, sorts and pages the items of a list.</summary>
internal sealed class Listing(OperationContext context, IReadOnlyDictionary<string, Func<Entity, string, bool>> filters)
{
    // No client reads this many pages. The number is constant, because clients take changing totals as a sign of creations or deletions.
    private const long EndlessPages = 1_000_000;

    // A filter with this value accepts all items.
    private const string Everything = "all";

    public IEnumerable<JsonNode> Page(IEnumerable<Entity> rows, out JsonObject pagination)
    {
        // The list can be very long. It is evaluated once, and copied only if the query filters or sorts it.
        var conditions = Conditions().ToList();
        var all = context.Select(
            rows, items => Sort(conditions.Count == 0 ? items : items.Where(row => conditions.TrueForAll(accepts => accepts(row)))));
        var selected = all as IReadOnlyList<Entity> ?? [.. all];
        var size = Number("per");
        var page = Number("page");

        var pages = Math.Max(1, (selected.Count + size - 1) / size);
        var isEndless = context.Faults.Any(fault => fault.Kind == EmulatorFaultKind.EndlessPages) && selected.Count > 0;

        pagination = new JsonObject
        {
            ["per"] = size,
            ["page"] = page,
            ["total_pages"] = isEndless ? EndlessPages : pages,
            ["query"] = context.Query("query"),
            ["filter"] = null,
            ["status"] = context.Query("status"),
            ["sort_field"] = context.Query("sort_field"),
            ["sort"] = context.Query("sort"),
            ["total_records"] = isEndless ? EndlessPages * size : selected.Count,
        };

        return isEndless
            ? Take(selected, (page - 1) % pages, size).Select(row => AddField(row, page))
            : Take(selected, page - 1, size);
    }

    private IEnumerable<JsonObject> Take(IReadOnlyList<Entity> rows, long pagesBefore, long size)
    {
        var start = (int)Math.Min(pagesBefore * size, rows.Count);
        return Enumerable.Range(start, (int)Math.Min(size, rows.Count - start)).Select(position => Pick(rows[position]));
    }

    private static JsonObject AddField(JsonObject row, long page)
    {
        row["emulator_page"] = page;
        return row;
    }

    private IEnumerable<Predicate<Entity>> Conditions()
    {
        if (context.Query("query") is { } text)
        {
            yield return row => row.Fields.Any(field => IsSearched(field.Key) && Contains(field.Value, text));
        }

        foreach (var parameter in context.Operation.Parameters.Where(IsFilter))
        {
            if (context.Query(parameter.Name) is { } wanted and not Everything)
            {
                yield return filters.TryGetValue(parameter.Name, out var accepts)
                    ? row => accepts(row, wanted)
                    : row => row.Text(parameter.Name) == wanted;
            }
        }
    }

    // Every item belongs to a customer, so customer_code is a filter even if the response does not contain this field.
    private bool IsFilter(Parameter parameter) =>
        filters.ContainsKey(parameter.Name)
        || parameter.Name == "customer_code"
        || (context.Operation.Row.TryGetValue(parameter.Name, out var field) && field.IsText);

    private bool IsSearched(string field) => context.Operation.Row.TryGetValue(field, out var schema) && schema.Format != "password";

    private static bool Contains(JsonNode? node, string text) => node switch
    {
        JsonArray items => items.Any(item => Contains(item, text)),
        JsonValue value => value.TryGetValue<string>(out var have) && have.Contains(text, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    private IEnumerable<Entity> Sort(IEnumerable<Entity> rows) => (context.Query("sort_field"), context.Query("sort")) switch
    {
        (null, _) or (_, "none") => rows,
        (var field, "desc") => rows.OrderByDescending(row => row.Fields[field], Comparer<JsonNode?>.Create(Compare)),
        (var field, _) => rows.OrderBy(row => row.Fields[field], Comparer<JsonNode?>.Create(Compare)),
    };

    private static int Compare(JsonNode? left, JsonNode? right) => (left?.GetValueKind(), right?.GetValueKind()) switch
    {
        (JsonValueKind.Number, JsonValueKind.Number) => Number(left!).CompareTo(Number(right!)),
        _ => StringComparer.OrdinalIgnoreCase.Compare(left?.ToString(), right?.ToString()),
    };

    private static decimal Number(JsonNode node) => decimal.Parse(node.ToJsonString(), CultureInfo.InvariantCulture);

    private JsonObject Pick(Entity row)
    {
        var shown = context.Operation.Show(row.Fields);

        if ((context.Query("pick") ?? context.Query("only"))?.Split(',') is { } names)
        {
            foreach (var name in shown.Select(field => field.Key).Except(names).ToList())
            {
                shown.Remove(name);
            }
        }

        return shown;
    }

    // The parameter has already been validated, and the OpenAPI document contains its default.
    private long Number(string name) => context.Query(name) is { } text
        ? long.Parse(text, CultureInfo.InvariantCulture)
        : context.Operation.Parameters.First(parameter => parameter.Name == name).Schema.Default!.Value;
}
