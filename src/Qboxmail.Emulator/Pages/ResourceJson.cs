using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Pages;

/// <summary>Creates the JSON for the web pages: counts of resources, lists with search and paging, and the fields of a domain.</summary>
internal static class ResourceJson
{
    private const int MaxPageSize = 200;

    /// <summary>Counts the resources by kind and state, in one domain if the query contains its code.</summary>
    public static EmulatorResponse Counts(EmulatorState state, IQueryCollection query)
    {
        var domain = Domain(state, query["domain"].ToString());
        var counts = new JsonObject();

        foreach (var kind in ResourceKind.Kinds.Where(kind => domain is null || (kind.Of is not null && kind.Name != "domains")))
        {
            var states = Rows(kind, state, domain).GroupBy(kind.Show).OrderByDescending(group => group.Count()).ToList();
            counts[kind.Name] = new JsonObject
            {
                ["title"] = kind.Title,
                ["count"] = states.Sum(group => group.Count()),
                ["states"] = new JsonObject(states.Select(group => KeyValuePair.Create(group.Key, (JsonNode?)group.Count()))),
            };
        }

        return EmulatorResponse.Value(counts);
    }

    /// <summary>Gets a page of a list of resources, newest first.</summary>
    public static EmulatorResponse List(EmulatorState state, IQueryCollection query)
    {
        var domain = Domain(state, query["domain"].ToString());
        var kind = ResourceKind.Kinds.FirstOrDefault(kind => kind.Name == query["kind"]) ?? throw ApiErrorException.NotFound();
        var text = query["query"].ToString();
        var found = Rows(kind, state, domain).Where(row => Matches(kind, row, text)).ToList();
        var size = Number(query, "per", 25, MaxPageSize);
        var page = Number(query, "page", 1, Math.Max(1, (found.Count + size - 1) / size));

        return EmulatorResponse.Value(new JsonObject
        {
            ["count"] = found.Count,
            ["page"] = page,
            ["rows"] = new JsonArray([.. Enumerable.Reverse(found).Skip((page - 1) * size).Take(size).Select(row => Row(kind, row))]),
        });
    }

    public static EmulatorResponse OneDomain(EmulatorState state, string code)
    {
        var domain = Domain(state, code)!;

        return EmulatorResponse.Value(new JsonObject
        {
            ["name"] = domain.Name,
            ["state"] = ResourceKind.Kinds[0].Show(domain),
            ["fields"] = domain.Fields.DeepClone(),
        });
    }

    private static DomainEntity? Domain(EmulatorState state, string code) =>
        code.Length == 0 ? null
        : state.Domains.TryGet(code, out var domain) ? domain
        : throw new ApiErrorException(EmulatorResponse.Error(404, $"There is no domain {code}"));

    private static IEnumerable<Entity> Rows(ResourceKind kind, EmulatorState state, DomainEntity? domain) =>
        domain is null ? kind.All(state) : kind.Of?.Invoke(domain) ?? [];

    private static bool Matches(ResourceKind kind, Entity row, string text) =>
        text.Length == 0
        || row.Code.Contains(text, StringComparison.OrdinalIgnoreCase)
        || kind.NameOf(row)?.Contains(text, StringComparison.OrdinalIgnoreCase) == true
        || kind.Show(row).Contains(text, StringComparison.OrdinalIgnoreCase);

    private static JsonObject Row(ResourceKind kind, Entity row) => new()
    {
        ["code"] = ResourceKind.CodeOf(row),
        ["name"] = kind.NameOf(row) ?? "",
        ["state"] = kind.Show(row),
        ["domain"] = row is DomainEntity ? row.Code : (row as MailboxEntity)?.Domain.Code ?? row.Text("domain_code"),
    };

    private static int Number(IQueryCollection query, string name, int usual, int largest) =>
        int.TryParse(query[name].ToString(), CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 1, largest) : usual;
}
