using System.Text.Json.Nodes;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

internal static class DomainAliases
{
    public static void Register(OperationHandlers handlers)
    {
        handlers.Add("DomainAliases_List", context => context.Page(context.Domain().Aliases.Rows));
        handlers.Add("DomainAliases_Get", context => context.Item(Find(context)));
        handlers.Add("DomainAliases_Create", Create);
        handlers.Add("DomainAliases_Delete", Delete);
        handlers.Add("DomainAliases_SetStatus", SetStatus);
        // The value alias_domain is assumed, because the API reference contains only the value for domains.
        Ownership.Register(handlers, "DomainAliases", "alias_domain", Find);
    }

    public static OwnedEntity Add(EmulatorState state, DomainEntity domain, string name)
    {
        var code = state.Codes.DomainAlias();
        var alias = domain.Aliases.Add(new OwnedEntity(code, new JsonObject
        {
            ["code"] = code,
            ["name"] = name,
            ["status"] = "ownership_check",
            ["status_detail"] = "ok",
            ["possession_a_record"] = code.ToLowerInvariant(),
        }));

        state.DomainNames.Add(name, domain);
        Count(domain);
        return alias;
    }

    private static OwnedEntity Find(OperationContext context) => context.Part(context.Domain().Aliases, "alias_domain_code");

    private static EmulatorResponse Create(OperationContext context)
    {
        var domain = context.Domain();
        var name = AsciiText.ToLower(context.GetString("name"));

        return Domains.ErrorOf(context.State, name) is { } error
            ? throw ApiErrorException.Invalid(("name", error))
            : EmulatorResponse.Created(Add(context.State, domain, name).Code, "Domain alias created");
    }

    private static EmulatorResponse Delete(OperationContext context)
    {
        var domain = context.Domain();
        var alias = Find(context);

        context.State.Delete(alias, () =>
        {
            if (domain.Aliases.Remove(alias.Code))
            {
                context.State.DomainNames.Remove(alias.Name);
                Count(domain);
            }
        });
        return EmulatorResponse.Empty;
    }

    private static EmulatorResponse SetStatus(OperationContext context)
    {
        var alias = Find(context);
        alias.Set("status", context.GetString("status"));
        context.BeginUpdate(alias);
        return EmulatorResponse.Empty;
    }

    private static void Count(DomainEntity domain) => domain.Set("no_alias_domains", domain.Aliases.Count);
}
