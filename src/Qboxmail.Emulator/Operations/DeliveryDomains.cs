using System.Text.Json.Nodes;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

/// <summary>Handles the operations on Delivery domains. The names of their states and their automatic approval are assumed.</summary>
internal static class DeliveryDomains
{
    /// <summary>The kinds of messages: transactional messages and newsletters. Each has its own DKIM key.</summary>
    private static readonly string[] Kinds = ["tr", "nl"];

    public static void Register(OperationHandlers handlers)
    {
        handlers.Add("DeliveryDomains_List", context => context.Page(
            context.State.DeliveryDomains.Rows.Where(context.IsVisible),
            ("status", (domain, status) => domain.Text("display_status") == status)));
        handlers.Add("DeliveryDomains_Get", context => context.Item(Find(context)));
        handlers.Add("DeliveryDomains_Create", Create);
        handlers.Add("DeliveryDomains_Update", Update);
        handlers.Add("DeliveryDomains_VerifyDns", VerifyDns);
        handlers.Add("DeliveryDomains_SetStatus", SetStatus);
        handlers.Add("DeliveryDomains_Delete", Delete);
    }

    private static Entity Find(OperationContext context) => context.Find(context.State.DeliveryDomains, "code");

    private static EmulatorResponse Create(OperationContext context)
    {
        var owner = context.NewOwner();
        var state = context.State;
        var name = AsciiText.ToLower(context.GetString("name"));

        if (!DomainNames.IsValid(name))
        {
            throw ApiErrorException.Invalid(("name", "is not valid"));
        }

        if (state.DeliveryDomains.Rows.Any(other => other.Name == name))
        {
            throw ApiErrorException.Invalid(("name", "already exists"));
        }

        Limits.Check(Limits.Manager(state, owner), "max_delivery_domains", state.DeliveryDomains.Rows.Count(other => Owner.Of(other) == owner) + 1);

        var code = state.Codes.DeliveryDomain();
        var selectors = Kinds.ToDictionary(kind => kind, kind => $"qbm{code[2..]}{kind}._domainkey");
        var domain = new Entity(code, owner.AddTo(new JsonObject
        {
            ["created_at"] = state.Now,
            ["name"] = name,
            ["code"] = code,
            ["dns_verification_status"] = "not_verified",
            ["dkim_last_check_ok"] = false,
            ["dkim_tr_last_check_ok"] = false,
            ["dkim_nl_last_check_ok"] = false,
            ["spf_last_check_ok"] = false,
            ["approval_status"] = "need_approval",
            ["status_detail"] = "ok",
            ["dkim_selector_tr"] = selectors["tr"],
            ["dkim_selector_nl"] = selectors["nl"],
            ["cname_verification_records"] = new JsonArray(
            [
                .. selectors.Select(selector => new JsonObject
                {
                    ["name"] = $"{selector.Value}.{name}",
                    ["type"] = "CNAME",
                    ["value"] = $"{selector.Key}.dkim.example.net",
                }),
            ]),
            ["txt_spf_record"] = "v=spf1 include:spf.example.net ~all",
            ["suggested_dmarc_record"] = "v=DMARC1; p=none",
            ["accounts_count"] = 0,
            ["accounts"] = new JsonArray(),
        }));

        Show(domain, "not_verified");
        Managers.Show(state, domain);
        state.DeliveryDomains.Add(domain);
        return context.Item(domain) with { Status = 201 };
    }

    private static EmulatorResponse Update(OperationContext context)
    {
        var domain = Find(context);

        if (context.Has("customer_code"))
        {
            domain.Set("customer_code", context.NewOwner().CustomerCode);
        }

        return context.Item(domain);
    }

    private static EmulatorResponse VerifyDns(OperationContext context)
    {
        var domain = Find(context);
        context.State.Later(context.State.Delays.OwnershipCheck, domain, () => Verify(context.State, domain));
        return context.Item(domain);
    }

    private static EmulatorResponse SetStatus(OperationContext context)
    {
        var domain = Find(context);
        domain.Set(IsSwitchedOff, context.GetString("status") == "disabled");
        ShowState(domain);
        return context.Item(domain);
    }

    private static EmulatorResponse Delete(OperationContext context)
    {
        var domain = Find(context);
        context.State.Delete(domain, () =>
        {
            context.State.DeliveryDomains.Remove(domain.Code);
            DeliveryLinks.Refresh(context.State);
        });
        return EmulatorResponse.Empty;
    }

    // No response contains this field. A disabled domain keeps its approval, so this field stores that it is disabled.
    private const string IsSwitchedOff = "is_switched_off";

    /// <summary>Publishes the required DNS records of a domain, and verifies the domain.</summary>
    public static void Prove(EmulatorState state, Entity domain)
    {
        foreach (var record in domain.Fields["cname_verification_records"]!.AsArray())
        {
            state.PublishDns(record!["name"]!.GetValue<string>(), record["value"]!.GetValue<string>());
        }

        state.PublishDns(domain.Name, domain.Text("txt_spf_record")!);
        Verify(state, domain);
    }

    /// <summary>Checks the DNS records of a domain. If all are published, verifies the domain and schedules its approval.</summary>
    public static void Verify(EmulatorState state, Entity domain)
    {
        var records = domain.Fields["cname_verification_records"]!.AsArray();
        var (tr, nl) = (IsPublished(state, records[0]!), IsPublished(state, records[1]!));
        var spf = state.HasDns(domain.Name, domain.Text("txt_spf_record")!);

        domain.Set("dkim_last_checked_at", state.Now);
        domain.Set("dkim_tr_last_check_ok", tr);
        domain.Set("dkim_nl_last_check_ok", nl);
        domain.Set("dkim_last_check_ok", tr && nl);
        domain.Set("spf_last_checked_at", state.Now);
        domain.Set("spf_last_check_ok", spf);

        if (tr && nl && spf)
        {
            domain.Set("dns_verification_status", "verified");

            if (domain.Text("approval_status") == "need_approval")
            {
                state.Later(state.Delays.Approval, domain, () => Approve(state, domain));
            }
        }

        ShowState(domain);
    }

    private static bool IsPublished(EmulatorState state, JsonNode record) =>
        state.HasDns(record["name"]!.GetValue<string>(), record["value"]!.GetValue<string>());

    /// <summary>Approves or refuses a verified Delivery domain.</summary>
    private static void Approve(EmulatorState state, Entity domain)
    {
        domain.Set("approval_status", state.Outcomes.DeliveryDomainsAreApproved ? "approved" : "refused");
        ShowState(domain);
    }

    private static void ShowState(Entity domain)
    {
        var isRight = domain.IsTrue("dkim_last_check_ok") && domain.IsTrue("spf_last_check_ok");

        Show(domain, domain.Text("approval_status") switch
        {
            "refused" => "blocked",
            _ when domain.IsTrue(IsSwitchedOff) => "disabled",
            "approved" => isRight ? "enabled" : "misconfigured",
            _ => "not_verified",
        });
    }

    private static void Show(Entity domain, string state)
    {
        domain.Set("display_status", state);
        domain.Set("status", DeliveryStates.NumberOf(state));
    }
}
