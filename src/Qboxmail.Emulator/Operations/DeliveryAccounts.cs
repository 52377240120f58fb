using System.Globalization;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.State;

namespace Qboxmail.Emulator.Operations;

/// <summary>Accounts that send mail.</summary>
internal static class DeliveryAccounts
{
    // What the plans and packages hold is made up.
    private const int FreeMessages = 1000;
    private const int PaidMessages = 10_000;
    private const int PackageMessages = 1000;

    public static void Register(OperationHandlers all)
    {
        all.Add("DeliveryAccounts_List", List);
        all.Add("DeliveryAccounts_Get", call => call.Item(Find(call)));
        all.Add("DeliveryAccounts_Create", Create);
        all.Add("DeliveryAccounts_Update", Update);
        all.Add("DeliveryAccounts_Delete", Delete);
        all.Add("DeliveryAccounts_SetStatus", SetStatus);
    }

    public static DeliveryAccountEntity Find(OperationContext call) => call.Find(call.State.DeliveryAccounts, "id");

    private static Answer List(OperationContext call)
    {
        var ids = call.Query("ids")?.Split(',').ToHashSet(StringComparer.Ordinal);
        var answer = call.Page(
            call.State.DeliveryAccounts.Rows.Where(call.IsVisible).Where(account => ids?.Contains(account.Code) != false),
            ("status", HasStatus),
            ("type", (account, type) => account.Text("type") == (type == "promotional" ? "newsletter" : type)),
            ("plan_messages_from", (account, number) => account.Number("plan_num_messages") >= long.Parse(number, CultureInfo.InvariantCulture)),
            ("plan_messages_to", (account, number) => account.Number("plan_num_messages") <= long.Parse(number, CultureInfo.InvariantCulture)));

        if (call.Query("with_domains") == "false")
        {
            foreach (var row in answer.Body!["resources"]!.AsArray())
            {
                row!.AsObject().Remove("domains");
            }
        }

        return answer;
    }

    private static bool HasStatus(Entity account, string status) => account.Number("status") == DeliveryStates.NumberOf(status);

    // There is no field that names a plan. A customer has one free account; what is paid for waits for the payment.
    private static Answer Create(OperationContext call)
    {
        var owner = call.NewOwner();
        var world = call.State;
        var isFree = !call.Has("payment_method")
            && !world.DeliveryAccounts.Rows.Any(other => other.Text("customer_code") == owner.CustomerCode && other.Text("plan") == "free");
        Limits.Check(Limits.Manager(world, owner), "max_delivery_accounts", world.DeliveryAccounts.Rows.Count(other => Owner.Of(other) == owner) + 1);

        var id = 1000 + world.Codes.Id();
        var code = id.ToString(CultureInfo.InvariantCulture);
        var account = new DeliveryAccountEntity(code, owner.Register(new JsonObject
        {
            ["id"] = id,
            ["created_at"] = world.Now,
            ["updated_at"] = world.Now,
            ["username"] = $"smtp-{code}",
            ["status"] = DeliveryStates.NumberOf("enabled"),
            ["status_detail"] = "ok",
            ["plan"] = isFree ? "free" : "prepaid",
            ["start_date"] = world.Now,
            ["num_messages"] = isFree ? FreeMessages : PaidMessages,
            ["plan_num_messages"] = isFree ? FreeMessages : PaidMessages,
            ["remaining_messages"] = isFree ? FreeMessages : PaidMessages,
            ["messages_sent"] = 0,
            ["extra_messages_total"] = 0,
            ["remaining_extra_messages_bought"] = 0,
            ["password"] = $"EmulatorHarness-{code}",
            ["config_hostname"] = "smtp.example.com",
            ["domains_count"] = 0,
            ["domains"] = new JsonArray(),
            ["allow_nets"] = new JsonArray(),
            ["has_pending_order"] = false,
            ["ignore_suppression_list"] = false,
        }));

        account.Apply(call.Body, call.Operation.FieldsSharedWith("DeliveryAccount"));
        Managers.Show(world, account);
        world.DeliveryAccounts.Add(account);

        if (!isFree)
        {
            account.Set("status", DeliveryStates.NumberOf("wait_pay"));
            Order(world, account, () =>
            {
                account.Set("status", DeliveryStates.NumberOf("enabled"));
                account.Set("plan_expiration_date", EmulatorState.Format(world.Schedule.Now.AddYears(1)));
            });
        }

        return call.Item(account) with { Status = 201 };
    }

    private static Answer Update(OperationContext call)
    {
        var account = Find(call);
        var volume = call.SentNumber("volume") ?? 0;

        if (call.Caller.Role != EmulatorRole.Administrator && (call.Has("num_messages") || call.Has("override_plan_num_messages")))
        {
            throw ApiErrorException.Forbidden();
        }

        if (call.GetStrings("domain_codes").Any(code => !call.State.DeliveryDomains.TryGet(code, out var domain) || !call.IsVisible(domain)))
        {
            throw ApiErrorException.Invalid(("domain_codes", "is not valid"));
        }

        if (volume > 0 || call.Has("payment_method"))
        {
            call.RequireBillingProfile();
            Order(call.State, account, () => Buy(call.State, account, volume));
        }

        account.Apply(call.Body, call.Operation.FieldsSharedWith("DeliveryAccount"));

        if (call.Body!["domain_codes"] is JsonArray codes)
        {
            account.Set("domains", codes.DeepClone());
            DeliveryLinks.Refresh(call.State);
        }

        account.Set("updated_at", call.State.Now);
        return call.Item(account);
    }

    private static Answer Delete(OperationContext call)
    {
        var account = Find(call);

        if (call.Query("delete_after_billing") == "true")
        {
            var day = new DateTimeOffset(call.State.Schedule.Now.AddMonths(1).UtcDateTime.Date, TimeSpan.Zero);
            account.Set("delete_on", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            call.State.Later(day - call.State.Schedule.Now, account, () => Remove(call.State, account));
        }
        else
        {
            call.State.Delete(account, () => Remove(call.State, account));
        }

        return Answer.Empty;
    }

    private static Answer SetStatus(OperationContext call)
    {
        var account = Find(call);

        if (HasStatus(account, "wait_pay"))
        {
            throw ApiErrorException.Invalid(("status", "is not valid"));
        }

        account.Set("status", DeliveryStates.NumberOf(call.GetString("status")));
        account.Set("updated_at", call.State.Now);
        return call.Item(account);
    }

    private static void Order(EmulatorState world, Entity account, Action paid)
    {
        account.Set("has_pending_order", true);
        world.Later(world.Delays.Payment, account, () =>
        {
            if (world.Outcomes.OrdersArePaid)
            {
                account.Set("has_pending_order", false);
                paid();
            }
        });
    }

    private static void Buy(EmulatorState world, Entity account, long volume)
    {
        var inAYear = EmulatorState.Format(world.Schedule.Now.AddYears(1));
        account.Set("plan", account.Text("plan") == "free" ? "prepaid" : account.Text("plan"));
        account.Set("plan_expiration_date", inAYear);

        if (volume > 0)
        {
            account.Set("extra_messages_total", account.Number("extra_messages_total") + (volume * PackageMessages));
            account.Set("remaining_extra_messages_bought", account.Number("remaining_extra_messages_bought") + (volume * PackageMessages));
            account.Set("extra_messages_expires_at", inAYear);
        }
    }

    private static void Remove(EmulatorState world, Entity account)
    {
        world.DeliveryAccounts.Remove(account.Code);
        DeliveryLinks.Refresh(world);
    }
}
