using System.Text.Json.Nodes;
using Qboxmail.Emulator.State;

namespace Qboxmail.Emulator.Operations;

/// <summary>Further names of domains.</summary>
internal static class DomainAliases
{
    public static void Register(OperationHandlers all)
    {
        all.Add("DomainAliases_List", call => call.Page(call.Domain().Aliases.Rows));
        all.Add("DomainAliases_Get", call => call.Item(Find(call)));
        all.Add("DomainAliases_Create", Create);
        all.Add("DomainAliases_Delete", Delete);
        all.Add("DomainAliases_SetStatus", SetStatus);
        // The one value that the reference shows is that of a domain.
        Ownership.Register(all, "DomainAliases", "alias_domain", Find);
    }

    public static OwnedEntity Add(EmulatorState world, DomainEntity domain, string name)
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

    private static OwnedEntity Find(OperationContext call) => call.Part(call.Domain().Aliases, "alias_domain_code");

    private static Answer Create(OperationContext call)
    {
        var domain = call.Domain();
        var name = call.GetString("name").ToLowerInvariant();

        return Domains.ErrorOf(call.State, name) is { } error
            ? throw ApiErrorException.Invalid(("name", error))
            : Answer.Created(Add(call.State, domain, name).Code, "Domain alias created");
    }

    private static Answer Delete(OperationContext call)
    {
        var domain = call.Domain();
        var alias = Find(call);

        call.State.Delete(alias, () =>
        {
            if (domain.Aliases.Remove(alias.Code))
            {
                call.State.DomainNames.Remove(alias.Name);
                Count(domain);
            }
        });
        return Answer.Empty;
    }

    private static Answer SetStatus(OperationContext call)
    {
        var alias = Find(call);
        alias.Set("status", call.GetString("status"));
        call.BeginUpdate(alias);
        return Answer.Empty;
    }

    private static void Count(DomainEntity domain) => domain.Set("no_alias_domains", domain.Aliases.Count);
}
