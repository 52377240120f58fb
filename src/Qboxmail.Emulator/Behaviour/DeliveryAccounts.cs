using System.Globalization;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.State;

namespace Qboxmail.Emulator.Behaviour;

/// <summary>Accounts that send mail.</summary>
internal static class DeliveryAccounts
{
    // What the plans and packages hold is made up.
    private const int FreeMessages = 1000;
    private const int PaidMessages = 10_000;
    private const int PackageMessages = 1000;

    public static void AddTo(Behaviours all)
    {
        all.Add("DeliveryAccounts_List", List);
        all.Add("DeliveryAccounts_Get", call => call.Item(Find(call)));
        all.Add("DeliveryAccounts_Create", Create);
        all.Add("DeliveryAccounts_Update", Update);
        all.Add("DeliveryAccounts_Delete", Delete);
        all.Add("DeliveryAccounts_SetStatus", SetStatus);
    }

    public static DeliveryAccountEntity Find(Call call) => call.Find(call.World.DeliveryAccounts, "id");

    private static Answer List(Call call)
    {
        var ids = call.Query("ids")?.Split(',').ToHashSet(StringComparer.Ordinal);
        var answer = call.Page(
            call.World.DeliveryAccounts.Rows.Where(call.IsVisible).Where(account => ids?.Contains(account.Code) != false),
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
    private static Answer Create(Call call)
    {
        var owner = call.NewOwner();
        var world = call.World;
        var isFree = !call.Sends("payment_method")
            && !world.DeliveryAccounts.Rows.Any(other => other.Text("customer_code") == owner.CustomerCode && other.Text("plan") == "free");
        Limits.Check(Limits.Manager(world, owner), "max_delivery_accounts", world.DeliveryAccounts.Rows.Count(other => Owner.Of(other) == owner) + 1);

        var id = 1000 + world.Codes.Id();
        var code = id.ToString(CultureInfo.InvariantCulture);
        var account = new DeliveryAccountEntity(code, owner.AddTo(new JsonObject
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
            ["password"] = $"Emulated-{code}",
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
                account.Set("plan_expiration_date", World.Format(world.Schedule.Now.AddYears(1)));
            });
        }

        return call.Item(account) with { Status = 201 };
    }

    private static Answer Update(Call call)
    {
        var account = Find(call);
        var volume = call.SentNumber("volume") ?? 0;

        if (call.Caller.Role != EmulatorRole.Administrator && (call.Sends("num_messages") || call.Sends("override_plan_num_messages")))
        {
            throw RefusalException.Forbidden();
        }

        if (call.SentTexts("domain_codes").Any(code => !call.World.DeliveryDomains.TryGet(code, out var domain) || !call.IsVisible(domain)))
        {
            throw RefusalException.Invalid(("domain_codes", "is not valid"));
        }

        if (volume > 0 || call.Sends("payment_method"))
        {
            call.RequireBillingProfile();
            Order(call.World, account, () => Buy(call.World, account, volume));
        }

        account.Apply(call.Body, call.Operation.FieldsSharedWith("DeliveryAccount"));

        if (call.Body!["domain_codes"] is JsonArray codes)
        {
            account.Set("domains", codes.DeepClone());
            DeliveryLinks.Refresh(call.World);
        }

        account.Set("updated_at", call.World.Now);
        return call.Item(account);
    }

    private static Answer Delete(Call call)
    {
        var account = Find(call);

        if (call.Query("delete_after_billing") == "true")
        {
            var day = new DateTimeOffset(call.World.Schedule.Now.AddMonths(1).UtcDateTime.Date, TimeSpan.Zero);
            account.Set("delete_on", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            call.World.Later(day - call.World.Schedule.Now, account, () => Remove(call.World, account));
        }
        else
        {
            call.World.Delete(account, () => Remove(call.World, account));
        }

        return Answer.Empty;
    }

    private static Answer SetStatus(Call call)
    {
        var account = Find(call);

        if (HasStatus(account, "wait_pay"))
        {
            throw RefusalException.Invalid(("status", "is not valid"));
        }

        account.Set("status", DeliveryStates.NumberOf(call.Sent("status")));
        account.Set("updated_at", call.World.Now);
        return call.Item(account);
    }

    private static void Order(World world, Entity account, Action paid)
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

    private static void Buy(World world, Entity account, long volume)
    {
        var inAYear = World.Format(world.Schedule.Now.AddYears(1));
        account.Set("plan", account.Text("plan") == "free" ? "prepaid" : account.Text("plan"));
        account.Set("plan_expiration_date", inAYear);

        if (volume > 0)
        {
            account.Set("extra_messages_total", account.Number("extra_messages_total") + (volume * PackageMessages));
            account.Set("remaining_extra_messages_bought", account.Number("remaining_extra_messages_bought") + (volume * PackageMessages));
            account.Set("extra_messages_expires_at", inAYear);
        }
    }

    private static void Remove(World world, Entity account)
    {
        world.DeliveryAccounts.Remove(account.Code);
        DeliveryLinks.Refresh(world);
    }
}
