using System.Globalization;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

/// <summary>Handles the operations on domains, except those that prove ownership, which <see cref="Ownership"/> handles.</summary>
internal static class Domains
{
    private const string Plan = "plan";
    private const string BasicPlan = "basic";
    private const string CatchAll = "catch_all_destination";

    public static void Register(OperationHandlers handlers)
    {
        handlers.Add("Domains_List", context => context.Page(context.VisibleDomains()));
        handlers.Add("Domains_ListWithoutCustomization", context => context.Page(context.VisibleDomains()));
        handlers.Add("Domains_ListWithoutManager", context => context.Page(
            context.VisibleDomains().Where(domain => domain.Text("manager_code") is null)));
        handlers.Add("Domains_ListPostmasters", context => context.Page(context.VisibleDomains().Select(domain => domain.Postmaster)));
        handlers.Add("Domains_ListOutboundLimits", ListOutboundLimits);
        handlers.Add("Domains_Get", context => context.Item(context.Domain()));
        handlers.Add("Domains_Create", Create);
        handlers.Add("Domains_Update", Update);
        handlers.Add("Domains_Delete", Delete);
        handlers.Add("Domains_SetStatus", SetStatus);
        handlers.Add("Domains_CheckDns", CheckDns);
        handlers.Add("Domains_GenerateDkim", GenerateDkim);
        Ownership.Register(handlers, "Domains", "domain", context => context.Domain());
    }

    /// <summary>Gets the validation error for the name of a new domain or domain alias, or <see langword="null"/> if the name is valid.</summary>
    public static string? ErrorOf(EmulatorState state, string name) =>
        !DomainNames.IsValid(name) || IsHostName(name) ? "is not valid" : state.DomainNames.ContainsKey(name) ? "already exists" : null;

    // The name www.example.com is a host name, but www.com can be a domain.
    private static bool IsHostName(string name) => name.StartsWith("www.", StringComparison.OrdinalIgnoreCase) && name.Count(c => c == '.') > 1;

    public static DomainEntity Add(EmulatorState state, Owner owner, string name)
    {
        Limits.Check(Limits.Manager(state, owner), "max_domains", state.Domains.Rows.Count(domain => Owner.Of(domain) == owner) + 1);

        var code = state.Codes.Domain();
        var fields = new JsonObject
        {
            ["created_at"] = state.Now,
            ["updated_at"] = state.Now,
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
            [Plan] = BasicPlan,
        };

        foreach (var size in MailboxSizes.Counted.Values)
        {
            fields[$"max_email_accounts_{size}"] = -1;
            fields[$"no_email_accounts_{size}"] = 0;
        }

        var domain = new DomainEntity(code, owner.AddTo(fields), state.Codes.Postmaster());
        Managers.Show(state, domain);
        state.Add(domain);
        return domain;
    }

    private static EmulatorResponse ListOutboundLimits(OperationContext context)
    {
        context.Domain();

        return context.List([Limit(1, 300, isIncluded: true), Limit(2, 1000, isIncluded: false)]);

        static Entity Limit(int id, int rate, bool isIncluded) => new(id.ToString(CultureInfo.InvariantCulture), new JsonObject
        {
            ["id"] = id,
            ["description"] = $"{rate} messages an hour",
            ["rate"] = rate,
            ["period"] = 3600,
            ["view"] = $"{rate}/h",
            ["scope"] = "email_account",
            ["domain_rate"] = 10 * rate,
            ["included"] = isIncluded,
            ["pay"] = !isIncluded,
            ["discontinued"] = false,
            ["disabled"] = false,
        });
    }

    private static EmulatorResponse Create(OperationContext context)
    {
        var owner = context.NewOwner();
        var name = AsciiText.ToLower(context.GetString("name"));

        if (ErrorOf(context.State, name) is { } error)
        {
            throw ApiErrorException.Invalid(("name", error));
        }

        var plan = context.Has("plan") ? context.GetString("plan") : BasicPlan;
        CheckSettings(context, plan, isForwarding: false);
        var domain = Add(context.State, owner, name);
        domain.Set(Plan, plan);
        domain.Apply(context.Body, context.Operation.FieldsSharedWith("Domain").Except(["name"]).Append(CatchAll));
        return EmulatorResponse.Created(domain.Code, "Domain created");
    }

    private static EmulatorResponse Update(OperationContext context)
    {
        var domain = context.Domain();
        CheckSettings(context, domain.Text(Plan)!, isForwarding: domain.Text(CatchAll) is { Length: > 0 });
        domain.Apply(context.Body, context.Operation.FieldsSharedWith("Domain").Append(CatchAll));
        context.BeginUpdate(domain);
        return EmulatorResponse.Empty;
    }

    /// <summary>Checks the rules that the OpenAPI document states only in descriptions of fields.</summary>
    private static void CheckSettings(OperationContext context, string plan, bool isForwarding)
    {
        var largest = plan switch
        {
            "enterprise" => "100gb",
            "professional" => "50gb",
            _ => "25gb",
        };

        if (context.SentNumber("max_email_quota") > MailboxSizes.Counted.First(size => size.Value == largest).Key)
        {
            throw ApiErrorException.Invalid(("max_email_quota", $"is larger than the plan {plan} allows"));
        }

        if (context.Body!["catch_all_enabled"]?.GetValue<bool>() == true && !context.Has(CatchAll) && !isForwarding)
        {
            throw ApiErrorException.Invalid((CatchAll, "is required"));
        }
    }

    private static EmulatorResponse Delete(OperationContext context)
    {
        var domain = context.Domain();
        context.State.Delete(domain, () => context.State.Remove(domain));
        return EmulatorResponse.Empty;
    }

    private static EmulatorResponse SetStatus(OperationContext context)
    {
        var domain = context.Domain();
        domain.Set("status", context.GetString("status"));
        context.BeginUpdate(domain);
        return EmulatorResponse.Empty;
    }

    private static EmulatorResponse CheckDns(OperationContext context)
    {
        var domain = context.Domain();
        context.State.Later(context.State.Delays.Update, domain, () =>
        {
            domain.Set("is_healthy", domain.IsActive);
            CheckDkim(context.State, domain);
        });
        return EmulatorResponse.Empty;
    }

    // The emulator assumes that the DNS check includes the domain's own DKIM key.
    private static void CheckDkim(EmulatorState state, DomainEntity domain)
    {
        if (domain.Text("dkim_selector") is { } selector)
        {
            domain.Set("dkim_last_checked_at", state.Now);
            domain.Set("dkim_last_check_ok", state.HasDns($"{selector}.{domain.Name}", domain.Text("dkim_public_key")!));
        }
    }

    private static EmulatorResponse GenerateDkim(OperationContext context)
    {
        var domain = context.Domain();
        var key = $"v=DKIM1; k=rsa; p=EMULATED{domain.Code}";

        domain.Set("dkim_selector", $"qbm{domain.Code[1..]}._domainkey");
        domain.Set("dkim_public_key", key);
        domain.Set("has_dkim", 1);
        return context.Item(new Entity(domain.Code, new JsonObject { ["txt_record"] = key }));
    }
}
