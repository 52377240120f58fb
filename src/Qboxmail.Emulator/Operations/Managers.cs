using System.Text.Json.Nodes;
using Qboxmail.Emulator.State;

namespace Qboxmail.Emulator.Operations;

/// <summary>Users who look after a part of what a customer has.</summary>
internal static class Managers
{
    private static readonly string[] Limited =
    [
        "max_domains", "max_delivery_domains", "max_delivery_accounts", "max_email_accounts", "max_email_accounts_archive",
        .. MailboxSizes.Counted.Values.Select(size => $"max_email_accounts_{size}"),
    ];

    public static void Register(OperationHandlers all)
    {
        all.Add("Managers_List", call =>
            call.Page(call.State.Managers.Rows.Where(call.IsVisible).Select(manager => WithDomains(call.State, manager))));
        all.Add("Managers_Get", call => call.Item(WithDomains(call.State, Find(call))));
        all.Add("Managers_Create", Create);
        all.Add("Managers_Update", Update);
        all.Add("Managers_SetStatus", SetStatus);
        all.Add("Managers_AssignDelivery", AssignDelivery);
        all.Add("Managers_AssignHosting", AssignHosting);
    }

    /// <summary>Shows on a resource who its manager is.</summary>
    public static void Show(EmulatorState world, Entity entity)
    {
        if (Limits.Manager(world, Owner.Of(entity)) is { } manager)
        {
            entity.Set("manager_fullname", manager.Text("fullname"));
        }
    }

    private static Entity Find(OperationContext call) => call.Find(call.State.Managers, "manager_code");

    private static Answer Create(OperationContext call)
    {
        var owner = call.NewOwner();
        Users.CheckAddress(call);

        var domains = SentDomains(call, owner);
        var code = call.State.Codes.Manager();
        var fields = Users.Fields(call, owner, code);

        foreach (var limit in Limited)
        {
            fields[limit] = -1;
        }

        fields["catch_all"] = true;
        fields["status_detail"] = "ok";
        // So that managers see themselves, as they see what is assigned to them.
        fields["manager_code"] = code;

        var manager = call.State.Managers.Add(new Entity(code, fields));
        manager.Apply(call.Body, call.Operation.FieldsSharedWith("Manager").Except(["domain_codes"]));

        foreach (var domain in domains)
        {
            Assign(domain, manager);
        }

        return Answer.Created(code, "Manager created");
    }

    private static Answer Update(OperationContext call)
    {
        var manager = Find(call);
        var domains = SentDomains(call, Owner.Of(manager) with { ManagerCode = null });

        manager.Apply(call.Body, call.Operation.FieldsSharedWith("Manager").Except(["domain_codes"]));
        manager.Set("updated_at", call.State.Now);

        if (call.Body!["domain_codes"] is JsonArray)
        {
            foreach (var domain in DomainsOf(call.State, manager).Except(domains).ToList())
            {
                domain.Fields.Remove("manager_code");
                domain.Fields.Remove("manager_fullname");
            }

            foreach (var domain in domains)
            {
                Assign(domain, manager);
            }
        }

        return Answer.Empty;
    }

    private static Answer SetStatus(OperationContext call)
    {
        var manager = Find(call);
        manager.Set("status", call.GetString("status"));
        manager.Set("updated_at", call.State.Now);
        return Answer.Empty;
    }

    private static Answer AssignDelivery(OperationContext call)
    {
        var manager = Find(call);
        var id = call.GetString("id");
        var world = call.State;

        // What is linked to it is assigned with it.
        IEnumerable<Entity> assigned = world.DeliveryDomains.TryGet(id, out var domain) && IsOf(domain, manager)
            ? [domain, .. DeliveryLinks.AccountsOf(world, domain)]
            : world.DeliveryAccounts.TryGet(id, out var account) && IsOf(account, manager)
            ? [account, .. DeliveryLinks.DomainsOf(world, account)]
            : throw ApiErrorException.Invalid(("id", "is not valid"));

        foreach (var entity in assigned.ToList())
        {
            Assign(entity, manager);
        }

        manager.Apply(call.Body, call.Operation.FieldsSharedWith("Manager"));
        return Answer.Empty;
    }

    private static Answer AssignHosting(OperationContext call)
    {
        var manager = Find(call);

        if (!call.State.Domains.TryGet(call.GetString("id"), out var domain) || !IsOf(domain, manager))
        {
            throw ApiErrorException.Invalid(("id", "is not valid"));
        }

        Assign(domain, manager);
        return Answer.Empty;
    }

    private static void Assign(Entity entity, Entity manager)
    {
        entity.Set("manager_code", manager.Code);
        entity.Set("manager_fullname", manager.Text("fullname"));
    }

    private static List<DomainEntity> SentDomains(OperationContext call, Owner owner) =>
    [
        .. call.GetStrings("domain_codes").Select(code => call.State.Domains.TryGet(code, out var domain) && owner.MaySee(domain)
            ? domain
            : throw ApiErrorException.Invalid(("domain_codes", "is not valid"))),
    ];

    private static IEnumerable<DomainEntity> DomainsOf(EmulatorState world, Entity manager) =>
        world.Domains.Rows.Where(domain => domain.Text("manager_code") == manager.Code);

    private static Entity WithDomains(EmulatorState world, Entity manager)
    {
        manager.Set("domain_codes", new JsonArray([.. DomainsOf(world, manager).Select(domain => domain.Code)]));
        return manager;
    }

    private static bool IsOf(Entity entity, Entity manager) => entity.Text("customer_code") == manager.Text("customer_code");
}
