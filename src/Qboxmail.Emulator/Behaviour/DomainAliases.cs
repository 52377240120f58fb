using System.Text.Json.Nodes;
using Qboxmail.Emulator.State;

namespace Qboxmail.Emulator.Behaviour;

/// <summary>Further names of domains.</summary>
internal static class DomainAliases
{
    public static void AddTo(Behaviours all)
    {
        all.Add("DomainAliases_List", call => call.Page(call.Domain().Aliases.Rows));
        all.Add("DomainAliases_Get", call => call.Item(Find(call)));
        all.Add("DomainAliases_Create", Create);
        all.Add("DomainAliases_Delete", Delete);
        all.Add("DomainAliases_SetStatus", SetStatus);
        // The one value that the reference shows is that of a domain.
        Ownership.AddTo(all, "DomainAliases", "alias_domain", Find);
    }

    public static OwnedEntity Add(World world, DomainEntity domain, string name)
    {
        var code = world.Codes.DomainAlias();
        var alias = domain.Aliases.Add(new OwnedEntity(code, new JsonObject
        {
            ["code"] = code,
            ["name"] = name,
            ["status"] = "ownership_check",
            ["status_detail"] = "ok",
            ["possession_a_record"] = code.ToLowerInvariant(),
        }));

        world.DomainNames.Add(name, domain);
        Count(domain);
        return alias;
    }

    private static OwnedEntity Find(Call call) => call.Part(call.Domain().Aliases, "alias_domain_code");

    private static Answer Create(Call call)
    {
        var domain = call.Domain();
        var name = call.Sent("name").ToLowerInvariant();

        return Domains.ErrorOf(call.World, name) is { } error
            ? throw RefusalException.Invalid(("name", error))
            : Answer.Created(Add(call.World, domain, name).Code, "Domain alias created");
    }

    private static Answer Delete(Call call)
    {
        var domain = call.Domain();
        var alias = Find(call);

        call.World.Delete(alias, () =>
        {
            if (domain.Aliases.Remove(alias.Code))
            {
                call.World.DomainNames.Remove(alias.Name);
                Count(domain);
            }
        });
        return Answer.Empty;
    }

    private static Answer SetStatus(Call call)
    {
        var alias = Find(call);
        alias.Set("status", call.Sent("status"));
        call.Working(alias);
        return Answer.Empty;
    }

    private static void Count(DomainEntity domain) => domain.Set("no_alias_domains", domain.Aliases.Count);
}
