using System.Text.Json.Nodes;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

internal static class Managers
{
    private static readonly string[] Limited =
    [
        "max_domains", "max_delivery_domains", "max_delivery_accounts", "max_email_accounts", "max_email_accounts_archive",
        .. MailboxSizes.Counted.Values.Select(size => $"max_email_accounts_{size}"),
    ];

    public static void Register(OperationHandlers handlers)
    {
        handlers.Add("Managers_List", context =>
            context.Page(context.State.Managers.Rows.Where(context.IsVisible).Select(manager => WithDomains(context.State, manager))));
        handlers.Add("Managers_Get", context => context.Item(WithDomains(context.State, Find(context))));
        handlers.Add("Managers_Create", Create);
        handlers.Add("Managers_Update", Update);
        handlers.Add("Managers_SetStatus", SetStatus);
        handlers.Add("Managers_AssignDelivery", AssignDelivery);
        handlers.Add("Managers_AssignHosting", AssignHosting);
    }

    /// <summary>Sets the fields of a resource that describe its manager.</summary>
    public static void Show(EmulatorState state, Entity entity)
    {
        if (Limits.Manager(state, Owner.Of(entity)) is { } manager)
        {
            entity.Set("manager_fullname", manager.Text("fullname"));
        }
    }

    private static Entity Find(OperationContext context) => context.Find(context.State.Managers, "manager_code");

    private static EmulatorResponse Create(OperationContext context)
    {
        var owner = context.NewOwner();
        Users.CheckAddress(context);

        var domains = SentDomains(context, owner);
        var code = context.State.Codes.Manager();
        var fields = Users.Fields(context, owner, code);

        foreach (var limit in Limited)
        {
            fields[limit] = -1;
        }

        fields["catch_all"] = true;
        fields["status_detail"] = "ok";
        // A manager is assigned to itself, so that its token can access its own resource.
        fields["manager_code"] = code;

        var manager = context.State.Managers.Add(new Entity(code, fields));
        manager.Apply(context.Body, context.Operation.FieldsSharedWith("Manager").Except(["domain_codes"]));

        foreach (var domain in domains)
        {
            Assign(domain, manager);
        }

        return EmulatorResponse.Created(code, "Manager created");
    }

    private static EmulatorResponse Update(OperationContext context)
    {
        var manager = Find(context);
        var domains = SentDomains(context, Owner.Of(manager) with { ManagerCode = null });

        manager.Apply(context.Body, context.Operation.FieldsSharedWith("Manager").Except(["domain_codes"]));
        manager.Set("updated_at", context.State.Now);

        if (context.Body!["domain_codes"] is JsonArray)
        {
            foreach (var domain in DomainsOf(context.State, manager).Except(domains).ToList())
            {
                domain.Fields.Remove("manager_code");
                domain.Fields.Remove("manager_fullname");
            }

            foreach (var domain in domains)
            {
                Assign(domain, manager);
            }
        }

        return EmulatorResponse.Empty;
    }

    private static EmulatorResponse SetStatus(OperationContext context)
    {
        var manager = Find(context);
        manager.Set("status", context.GetString("status"));
        manager.Set("updated_at", context.State.Now);
        return EmulatorResponse.Empty;
    }

    private static EmulatorResponse AssignDelivery(OperationContext context)
    {
        var manager = Find(context);
        var id = context.GetString("id");
        var state = context.State;

        // Linked Delivery domains and accounts are assigned together.
        IEnumerable<Entity> assigned = state.DeliveryDomains.TryGet(id, out var domain) && IsOf(domain, manager)
            ? [domain, .. DeliveryLinks.AccountsOf(state, domain)]
            : state.DeliveryAccounts.TryGet(id, out var account) && IsOf(account, manager)
            ? [account, .. DeliveryLinks.DomainsOf(state, account)]
            : throw ApiErrorException.Invalid(("id", "is not valid"));

        foreach (var entity in assigned.ToList())
        {
            Assign(entity, manager);
        }

        manager.Apply(context.Body, context.Operation.FieldsSharedWith("Manager"));
        return EmulatorResponse.Empty;
    }

    private static EmulatorResponse AssignHosting(OperationContext context)
    {
        var manager = Find(context);

        if (!context.State.Domains.TryGet(context.GetString("id"), out var domain) || !IsOf(domain, manager))
        {
            throw ApiErrorException.Invalid(("id", "is not valid"));
        }

        Assign(domain, manager);
        return EmulatorResponse.Empty;
    }

    private static void Assign(Entity entity, Entity manager)
    {
        entity.Set("manager_code", manager.Code);
        entity.Set("manager_fullname", manager.Text("fullname"));
    }

    private static List<DomainEntity> SentDomains(OperationContext context, Owner owner) =>
    [
        .. context.GetStrings("domain_codes").Select(code => context.State.Domains.TryGet(code, out var domain) && owner.MaySee(domain)
            ? domain
            : throw ApiErrorException.Invalid(("domain_codes", "is not valid"))),
    ];

    private static IEnumerable<DomainEntity> DomainsOf(EmulatorState state, Entity manager) =>
        state.Domains.Rows.Where(domain => domain.Text("manager_code") == manager.Code);

    private static Entity WithDomains(EmulatorState state, Entity manager)
    {
        manager.Set("domain_codes", new JsonArray([.. DomainsOf(state, manager).Select(domain => domain.Code)]));
        return manager;
    }

    private static bool IsOf(Entity entity, Entity manager) => entity.Text("customer_code") == manager.Text("customer_code");
}
