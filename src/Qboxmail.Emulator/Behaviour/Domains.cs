using System.Text.Json.Nodes;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.State;

namespace Qboxmail.Emulator.Behaviour;

/// <summary>Domains: creation, settings, deletion.</summary>
internal static class Domains
{
    public static void AddTo(Behaviours all)
    {
        all.Add("Domains_List", call => call.Page(call.VisibleDomains()));
        all.Add("Domains_ListWithoutCustomization", call => call.Page(call.VisibleDomains()));
        all.Add("Domains_ListWithoutManager", call => call.Page(call.VisibleDomains().Where(domain => domain.Text("manager_code") is null)));
        all.Add("Domains_ListPostmasters", call => call.Page(call.VisibleDomains().Select(domain => domain.Postmaster)));
        all.Add("Domains_ListOutboundLimits", ListOutboundLimits);
        all.Add("Domains_Get", call => Call.Item(call.Domain()));
        all.Add("Domains_Create", Create);
        all.Add("Domains_Update", Update);
        all.Add("Domains_Delete", Delete);
        all.Add("Domains_SetStatus", SetStatus);
        all.Add("Domains_CheckDns", CheckDns);
        all.Add("Domains_GenerateDkim", GenerateDkim);
        Ownership.AddTo(all, "Domains", "domain", call => call.Domain());
    }

    private static Answer ListOutboundLimits(Call call)
    {
        call.Domain();

        return Call.List(
        [
            new Entity("1", new JsonObject { ["id"] = 1, ["description"] = "300 messages an hour", ["rate"] = 300, ["period"] = 3600, ["included"] = true, ["pay"] = false }),
            new Entity("2", new JsonObject { ["id"] = 2, ["description"] = "1000 messages an hour", ["rate"] = 1000, ["period"] = 3600, ["included"] = false, ["pay"] = true }),
        ]);
    }

    private static Answer Create(Call call)
    {
        var name = call.Sent("name").ToLowerInvariant();

        if (!DomainNames.IsValid(name))
        {
            throw RefusalException.Invalid(("name", "is not valid"));
        }

        if (call.World.Domains.Rows.Any(domain => domain.Name == name))
        {
            throw RefusalException.Invalid(("name", "already exists"));
        }

        var code = call.World.Codes.Domain();
        var fields = new JsonObject
        {
            ["created_at"] = call.World.Now,
            ["updated_at"] = call.World.Now,
            ["status"] = "ownership_check",
            ["status_detail"] = "ok",
            ["archive_status"] = "disabled",
            ["code"] = code,
            ["is_healthy"] = false,
            ["name"] = name,
            ["customer_code"] = call.Caller.CustomerCode,
            ["customer_catch_all"] = true,
            ["allow_nets"] = new JsonArray(),
            ["antispam_level"] = 2,
            ["archive"] = false,
            ["has_dkim"] = 0,
            ["default_quota"] = MailboxSizes.Default,
            ["max_email_quota"] = MailboxSizes.Default,
            ["max_email_accounts"] = -1,
            ["no_alias_domains"] = 0,
            ["no_alias_email_accounts"] = 0,
            ["no_email_accounts"] = 0,
            ["possession_a_record"] = code.ToLowerInvariant(),
        };

        if (call.Caller.ManagerCode is { } manager)
        {
            fields["manager_code"] = manager;
        }

        var postmaster = call.World.Codes.Postmaster();
        var domain = new DomainEntity(code, fields)
        {
            Postmaster = new Entity(postmaster, new JsonObject
            {
                ["code"] = postmaster,
                ["email_address"] = $"postmaster@{name}",
                ["domain_code"] = code,
                ["domain_name"] = name,
                ["status"] = "enabled",
                ["status_detail"] = "ok",
            }),
        };

        domain.Apply(call.Body, call.Operation.FieldsSharedWith("Domain"));
        domain.Set("name", name);
        call.World.Domains.Add(domain);
        return Answer.Created(code, "Domain created");
    }

    private static Answer Update(Call call)
    {
        var domain = call.Domain();
        domain.Apply(call.Body, call.Operation.FieldsSharedWith("Domain"));
        call.Working(domain);
        return Answer.Empty;
    }

    private static Answer Delete(Call call)
    {
        var domain = call.Domain();
        domain.Set("status_detail", "deleting");
        call.World.Schedule.After(call.World.Delays.Deletion, () => call.World.Domains.Remove(domain.Code));
        return Answer.Empty;
    }

    private static Answer SetStatus(Call call)
    {
        var domain = call.Domain();
        domain.Set("status", call.Sent("status"));
        call.Working(domain);
        return Answer.Empty;
    }

    private static Answer CheckDns(Call call)
    {
        var domain = call.Domain();
        call.World.Schedule.After(call.World.Delays.Update, () => domain.Set("is_healthy", domain.IsActive));
        return Answer.Empty;
    }

    private static Answer GenerateDkim(Call call)
    {
        var domain = call.Domain();
        var key = $"v=DKIM1; k=rsa; p=EMULATED{domain.Code}";

        domain.Set("dkim_selector", $"qbm{domain.Code[1..]}._domainkey");
        domain.Set("dkim_public_key", key);
        domain.Set("has_dkim", 1);
        return Call.Item(new Entity(domain.Code, new JsonObject { ["txt_record"] = key }));
    }
}
