using System.Globalization;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.State;

namespace Qboxmail.Emulator.Operations;

/// <summary>Domains: creation, settings, deletion.</summary>
internal static class Domains
{
    public static void Register(OperationHandlers all)
    {
        all.Add("Domains_List", call => call.Page(call.VisibleDomains()));
        all.Add("Domains_ListWithoutCustomization", call => call.Page(call.VisibleDomains()));
        all.Add("Domains_ListWithoutManager", call => call.Page(call.VisibleDomains().Where(domain => domain.Text("manager_code") is null)));
        all.Add("Domains_ListPostmasters", call => call.Page(call.VisibleDomains().Select(domain => domain.Postmaster)));
        all.Add("Domains_ListOutboundLimits", ListOutboundLimits);
        all.Add("Domains_Get", call => call.Item(call.Domain()));
        all.Add("Domains_Create", Create);
        all.Add("Domains_Update", Update);
        all.Add("Domains_Delete", Delete);
        all.Add("Domains_SetStatus", SetStatus);
        all.Add("Domains_CheckDns", CheckDns);
        all.Add("Domains_GenerateDkim", GenerateDkim);
        Ownership.Register(all, "Domains", "domain", call => call.Domain());
    }

    /// <summary>What is wrong with the name of a new domain or domain alias; null when nothing is.</summary>
    public static string? ErrorOf(EmulatorState world, string name) =>
        !DomainNames.IsValid(name) ? "is not valid" : world.DomainNames.ContainsKey(name) ? "already exists" : null;

    public static DomainEntity Add(EmulatorState world, Owner owner, string name)
    {
        Limits.Check(Limits.Manager(world, owner), "max_domains", world.Domains.Rows.Count(domain => Owner.Of(domain) == owner) + 1);

        var code = world.Codes.Domain();
        var fields = new JsonObject
        {
            ["created_at"] = world.Now,
            ["updated_at"] = world.Now,
            ["status"] = "ownership_check",
            ["status_detail"] = "ok",
            ["archive_status"] = "disabled",
            ["code"] = code,
            ["is_healthy"] = false,
            ["name"] = name,
            ["customer_catch_all"] = true,
            ["allow_nets"] = new JsonArray(),
            ["antispam_level"] = 2,
            ["archive"] = false,
            ["has_dkim"] = 0,
            ["default_quota"] = MailboxSizes.Default,
            ["max_email_quota"] = MailboxSizes.Default,
            ["max_email_accounts"] = -1,
            ["max_email_accounts_archive"] = -1,
            ["no_alias_domains"] = 0,
            ["no_alias_email_accounts"] = 0,
            ["no_email_accounts"] = 0,
            ["no_email_accounts_archive"] = 0,
            ["possession_a_record"] = code.ToLowerInvariant(),
        };

        foreach (var size in MailboxSizes.Counted.Values)
        {
            fields[$"max_email_accounts_{size}"] = -1;
            fields[$"no_email_accounts_{size}"] = 0;
        }

        var domain = new DomainEntity(code, owner.Register(fields), world.Codes.Postmaster());
        Managers.Show(world, domain);
        world.Add(domain);
        return domain;
    }

    private static Answer ListOutboundLimits(OperationContext call)
    {
        call.Domain();

        return call.List([Limit(1, 300, isIncluded: true), Limit(2, 1000, isIncluded: false)]);

        static Entity Limit(int id, int rate, bool isIncluded) => new(id.ToString(CultureInfo.InvariantCulture), new JsonObject
        {
            ["id"] = id,
            ["description"] = $"{rate} messages an hour",
            ["rate"] = rate,
            ["period"] = 3600,
            ["included"] = isIncluded,
            ["pay"] = !isIncluded,
        });
    }

    private static Answer Create(OperationContext call)
    {
        var owner = call.NewOwner();
        var name = call.GetString("name").ToLowerInvariant();

        if (ErrorOf(call.State, name) is { } error)
        {
            throw ApiErrorException.Invalid(("name", error));
        }

        var domain = Add(call.State, owner, name);
        domain.Apply(call.Body, call.Operation.FieldsSharedWith("Domain").Except(["name"]));
        return Answer.Created(domain.Code, "Domain created");
    }

    private static Answer Update(OperationContext call)
    {
        var domain = call.Domain();
        domain.Apply(call.Body, call.Operation.FieldsSharedWith("Domain"));
        call.BeginUpdate(domain);
        return Answer.Empty;
    }

    private static Answer Delete(OperationContext call)
    {
        var domain = call.Domain();
        call.State.Delete(domain, () => call.State.Remove(domain));
        return Answer.Empty;
    }

    private static Answer SetStatus(OperationContext call)
    {
        var domain = call.Domain();
        domain.Set("status", call.GetString("status"));
        call.BeginUpdate(domain);
        return Answer.Empty;
    }

    private static Answer CheckDns(OperationContext call)
    {
        var domain = call.Domain();
        call.State.Later(call.State.Delays.Update, domain, () => domain.Set("is_healthy", domain.IsActive));
        return Answer.Empty;
    }

    private static Answer GenerateDkim(OperationContext call)
    {
        var domain = call.Domain();
        var key = $"v=DKIM1; k=rsa; p=EMULATED{domain.Code}";

        domain.Set("dkim_selector", $"qbm{domain.Code[1..]}._domainkey");
        domain.Set("dkim_public_key", key);
        domain.Set("has_dkim", 1);
        return call.Item(new Entity(domain.Code, new JsonObject { ["txt_record"] = key }));
    }
}
