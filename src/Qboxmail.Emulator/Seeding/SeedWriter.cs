using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Seeding;

/// <summary>Writes the state as seed data. Omits everything that seed data cannot express.</summary>
internal static class SeedWriter
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(EmulatorState state)
    {
        var seed = new JsonObject();

        foreach (var section in Seeder.Sections)
        {
            Add(seed, section, RowsOf(section.Name, state), state);
        }

        var tokens = state.Tokens.Where(token => !state.Options.Tokens.Contains(token)).Select(token => SeedTokens.Write(state, token)).ToList();

        if (tokens.Count > 0)
        {
            seed[SeedTokens.Section] = new JsonArray([.. tokens]);
        }

        return seed.ToJsonString(Readable);
    }

    private static void Add(JsonObject parent, Seeder.Section section, IEnumerable<Entity> rows, EmulatorState state)
    {
        var items = rows.Where(row => !row.IsDeleted).Select(row => Write(section, row, state)).ToArray<JsonNode?>();

        if (items.Length > 0)
        {
            parent[section.Name] = new JsonArray(items);
        }
    }

    private static JsonObject Write(Seeder.Section section, Entity row, EmulatorState state)
    {
        var json = new JsonObject(Seeder.FieldsOf(section)
            .Where(name => row.Fields[name] is not null)
            .Select(name => KeyValuePair.Create(name, row.Fields[name]?.DeepClone())));

        if (!json.ContainsKey(Seeder.Customer) && row.Text(Seeder.Customer) is { } customer && customer != state.Options.Tokens[0].CustomerCode)
        {
            json[Seeder.Customer] = customer;
        }

        if (row is OwnedEntity && row.Text("status") == "ownership_check")
        {
            json[Seeder.Proven] = false;
        }

        foreach (var link in section.Links)
        {
            json[link] = new JsonArray([.. NamesOf(section, row, state)]);
        }

        foreach (var part in row is DomainEntity ? section.Parts : [])
        {
            Add(json, part, PartsOf(part.Name, (DomainEntity)row), state);
        }

        return json;
    }

    private static IEnumerable<Entity> RowsOf(string section, EmulatorState state) => section switch
    {
        "domains" => state.Domains.Rows,
        "delivery_domains" => state.DeliveryDomains.Rows,
        "delivery_accounts" => state.DeliveryAccounts.Rows,
        "suppression_list" => state.Suppressions.Rows,
        "managers" => state.Managers.Rows,
        "team_members" => state.TeamMembers.Rows,
        // The state does not contain the CSV files of imports and migrations, because they contain passwords.
        _ => [],
    };

    private static IEnumerable<Entity> PartsOf(string section, DomainEntity domain) => section switch
    {
        "domain_aliases" => domain.Aliases.Rows,
        "email_accounts" => domain.EmailAccounts.Rows,
        _ => domain.EmailAliases.Rows,
    };

    private static IEnumerable<JsonNode> NamesOf(Seeder.Section section, Entity row, EmulatorState state) => section.Name == "managers"
        ? state.Domains.Rows.Where(domain => domain.Text("manager_code") == row.Code).Select(domain => (JsonNode)domain.Name!)
        : row.Texts("domains").Select(code => (JsonNode)state.DeliveryDomains.Rows.First(domain => domain.Code == code).Name!);
}
