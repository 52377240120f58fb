using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.State;

namespace Qboxmail.Emulator.Behaviour;

/// <summary>A request that was found to fit the document.</summary>
internal sealed class Call(Operation operation, World world, EmulatorToken caller, IReadOnlyDictionary<string, string> path, IQueryCollection query, JsonObject? body)
{
    public Operation Operation { get; } = operation;

    public World World { get; } = world;

    public EmulatorToken Caller { get; } = caller;

    public JsonObject? Body { get; } = body;

    public string Path(string name) => path[name];

    public string? Query(string name) => query.TryGetValue(name, out var values) ? values.ToString() : null;

    public string Sent(string field) => Body![field]!.GetValue<string>();

    public IEnumerable<DomainEntity> VisibleDomains() => World.Domains.Rows.Where(IsVisible);

    public DomainEntity Domain() =>
        World.Domains.TryGet(Path("domain_code"), out var domain) && IsVisible(domain) ? domain : throw RefusalException.NotFound();

    /// <summary>Whether the token's user may see a resource.</summary>
    public bool IsVisible(Entity entity) =>
        entity.Text("customer_code") == Caller.CustomerCode && (Caller.Role != EmulatorRole.Manager || entity.Text("manager_code") == Caller.ManagerCode);

    /// <summary>Shows a change that goes on in the background for a while.</summary>
    public void Working(Entity entity)
    {
        entity.Set("status_detail", "updating");
        World.Schedule.After(World.Delays.Update, () =>
        {
            entity.Set("status_detail", "ok");

            if (entity.Fields.ContainsKey("updated_at"))
            {
                entity.Set("updated_at", World.Now);
            }
        });
    }

    /// <summary>One row in the envelope.</summary>
    public static Answer Item(Entity entity) => new(200, Envelope([entity.Fields.DeepClone()], []));

    /// <summary>All rows, without pages.</summary>
    public static Answer List(IEnumerable<Entity> rows) => new(200, Envelope(rows.Select(row => (JsonNode?)row.Fields.DeepClone()), []));

    /// <summary>The page of the rows that the request asks for.</summary>
    public Answer Page(IEnumerable<Entity> rows)
    {
        var selected = Sort(rows.Where(Matches)).ToList();
        var size = Number("per", Operation.Parameters.First(parameter => parameter.Name == "per").Schema!.Default?.GetValue<int>() ?? 25);
        var page = Number("page", 1);
        var pages = Math.Max(1, (selected.Count + size - 1) / size);

        return new(200, Envelope(selected.Skip((page - 1) * size).Take(size).Select(Pick), new JsonObject
        {
            ["per"] = size,
            ["page"] = page,
            ["total_pages"] = pages,
            ["query"] = Query("query"),
            ["filter"] = null,
            ["status"] = Query("status"),
            ["sort_field"] = Query("sort_field"),
            ["sort"] = Query("sort"),
            ["total_records"] = selected.Count,
        }));
    }

    private static JsonObject Envelope(IEnumerable<JsonNode?> rows, JsonObject pagination) =>
        new() { ["resources"] = new JsonArray([.. rows]), ["pagination"] = pagination };

    /// <summary>Text search, and every filter that is named as a field of the rows.</summary>
    private bool Matches(Entity row)
    {
        if (Query("query") is { Length: > 0 } text && !row.Fields.Any(field => IsText(field.Value, out var value) && value.Contains(text, StringComparison.OrdinalIgnoreCase)))
        {
            return false;
        }

        return Operation.Parameters
            .Where(parameter => parameter.In == Microsoft.OpenApi.ParameterLocation.Query && Query(parameter.Name!) is { Length: > 0 } and not "all")
            .All(parameter => !row.Fields.TryGetPropertyValue(parameter.Name!, out var value) || !IsText(value, out var have) || have == Query(parameter.Name!));
    }

    private IEnumerable<Entity> Sort(IEnumerable<Entity> rows) => (Query("sort_field"), Query("sort")) switch
    {
        (null or "", _) or (_, "none") => rows,
        (var field, "desc") => rows.OrderByDescending(row => row.Fields[field]?.ToString(), StringComparer.OrdinalIgnoreCase),
        (var field, _) => rows.OrderBy(row => row.Fields[field]?.ToString(), StringComparer.OrdinalIgnoreCase),
    };

    private JsonNode Pick(Entity row)
    {
        var names = (Query("pick") ?? Query("only"))?.Split(',');

        return names is null
            ? row.Fields.DeepClone()
            : new JsonObject(row.Fields.Where(field => names.Contains(field.Key)).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
    }

    private int Number(string name, int otherwise) => Query(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private static bool IsText(JsonNode? node, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? text)
    {
        text = null;
        return node is JsonValue value && value.TryGetValue(out text);
    }
}
