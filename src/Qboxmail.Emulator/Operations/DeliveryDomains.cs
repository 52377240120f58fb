using System.Text.Json.Nodes;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.State;

namespace Qboxmail.Emulator.Operations;

/// <summary>
/// Domains that messages are sent from. The words for a verified and an approved domain are supposed, and so is that the approval follows by itself.
/// </summary>
internal static class DeliveryDomains
{
    /// <summary>Transactional mail and newsletters, each with a DKIM key.</summary>
    private static readonly string[] Kinds = ["tr", "nl"];

    public static void Register(OperationHandlers all)
    {
        all.Add("DeliveryDomains_List", call => call.Page(
            call.State.DeliveryDomains.Rows.Where(call.IsVisible),
            ("status", (domain, status) => domain.Text("display_status") == status)));
        all.Add("DeliveryDomains_Get", call => call.Item(Find(call)));
        all.Add("DeliveryDomains_Create", Create);
        all.Add("DeliveryDomains_Update", Update);
        all.Add("DeliveryDomains_VerifyDns", VerifyDns);
        all.Add("DeliveryDomains_SetStatus", SetStatus);
        all.Add("DeliveryDomains_Delete", Delete);
    }

    private static Entity Find(OperationContext call) => call.Find(call.State.DeliveryDomains, "code");

    private static Answer Create(OperationContext call)
    {
        var owner = call.NewOwner();
        var world = call.State;
        var name = call.GetString("name").ToLowerInvariant();

        if (!DomainNames.IsValid(name))
        {
            throw ApiErrorException.Invalid(("name", "is not valid"));
        }

        if (world.DeliveryDomains.Rows.Any(other => other.Name == name))
        {
            throw ApiErrorException.Invalid(("name", "already exists"));
        }

        Limits.Check(Limits.Manager(world, owner), "max_delivery_domains", world.DeliveryDomains.Rows.Count(other => Owner.Of(other) == owner) + 1);

        var code = world.Codes.DeliveryDomain();
        var selectors = Kinds.ToDictionary(kind => kind, kind => $"qbm{code[2..]}{kind}._domainkey");
        var domain = new Entity(code, owner.Register(new JsonObject
        {
            ["created_at"] = world.Now,
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
        Managers.Show(world, domain);
        world.DeliveryDomains.Add(domain);
        return call.Item(domain) with { Status = 201 };
    }

    private static Answer Update(OperationContext call)
    {
        var domain = Find(call);

        if (call.Has("customer_code"))
        {
            domain.Set("customer_code", call.NewOwner().CustomerCode);
        }

        return call.Item(domain);
    }

    private static Answer VerifyDns(OperationContext call)
    {
        var domain = Find(call);
        call.State.Later(call.State.Delays.OwnershipCheck, domain, () => Verify(call.State, domain));
        return call.Item(domain);
    }

    private static Answer SetStatus(OperationContext call)
    {
        var domain = Find(call);
        domain.Set(IsSwitchedOff, call.GetString("status") == "disabled");
        ShowState(domain);
        return call.Item(domain);
    }

    private static Answer Delete(OperationContext call)
    {
        var domain = Find(call);
        call.State.Delete(domain, () =>
        {
            call.State.DeliveryDomains.Remove(domain.Code);
            DeliveryLinks.Refresh(call.State);
        });
        return Answer.Empty;
    }

    // Remembered without being shown: a domain that is switched off is verified and approved all the same.
    private const string IsSwitchedOff = "is_switched_off";

    /// <summary>Publishes the records that a domain asks for.</summary>
    public static void Publish(EmulatorState world, Entity domain)
    {
        foreach (var record in domain.Fields["cname_verification_records"]!.AsArray())
        {
            world.PublishDns(record!["name"]!.GetValue<string>(), record["value"]!.GetValue<string>());
        }

        world.PublishDns(domain.Name, domain.Text("txt_spf_record")!);
    }

    /// <summary>Looks whether the records are published.</summary>
    public static void Verify(EmulatorState world, Entity domain)
    {
        var records = domain.Fields["cname_verification_records"]!.AsArray();
        var (tr, nl) = (IsPublished(world, records[0]!), IsPublished(world, records[1]!));
        var spf = world.HasDns(domain.Name, domain.Text("txt_spf_record")!);

        domain.Set("dkim_last_checked_at", world.Now);
        domain.Set("dkim_tr_last_check_ok", tr);
        domain.Set("dkim_nl_last_check_ok", nl);
        domain.Set("dkim_last_check_ok", tr && nl);
        domain.Set("spf_last_checked_at", world.Now);
        domain.Set("spf_last_check_ok", spf);

        if (tr && nl && spf)
        {
            domain.Set("dns_verification_status", "verified");

            if (domain.Text("approval_status") == "need_approval")
            {
                world.Later(world.Delays.Approval, domain, () => Approve(world, domain));
            }
        }

        ShowState(domain);
    }

    private static bool IsPublished(EmulatorState world, JsonNode record) =>
        world.HasDns(record["name"]!.GetValue<string>(), record["value"]!.GetValue<string>());

    /// <summary>The one place where a Delivery domain becomes active.</summary>
    private static void Approve(EmulatorState world, Entity domain)
    {
        domain.Set("approval_status", world.Outcomes.DeliveryDomainsAreApproved ? "approved" : "refused");
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
