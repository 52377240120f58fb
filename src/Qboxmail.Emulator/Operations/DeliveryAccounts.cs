using System.Globalization;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

internal static class DeliveryAccounts
{
    // The numbers of messages in plans and packages are invented.
    private const int FreeMessages = 1000;
    private const int PaidMessages = 10_000;
    private const int PackageMessages = 1000;

    public static void Register(OperationHandlers handlers)
    {
        handlers.Add("DeliveryAccounts_List", List);
        handlers.Add("DeliveryAccounts_Get", context => context.Item(Find(context)));
        handlers.Add("DeliveryAccounts_Create", Create);
        handlers.Add("DeliveryAccounts_Update", Update);
        handlers.Add("DeliveryAccounts_Delete", Delete);
        handlers.Add("DeliveryAccounts_SetStatus", SetStatus);
    }

    public static DeliveryAccountEntity Find(OperationContext context) => context.Find(context.State.DeliveryAccounts, "id");

    private static EmulatorResponse List(OperationContext context)
    {
        var ids = context.Query("ids")?.Split(',').ToHashSet(StringComparer.Ordinal);
        var response = context.Page(
            context.State.DeliveryAccounts.Rows.Where(context.IsVisible).Where(account => ids?.Contains(account.Code) != false),
            ("status", HasStatus),
            ("type", (account, type) => account.Text("type") == (type == "promotional" ? "newsletter" : type)),
            ("plan_messages_from", (account, number) => account.Number("plan_num_messages") >= long.Parse(number, CultureInfo.InvariantCulture)),
            ("plan_messages_to", (account, number) => account.Number("plan_num_messages") <= long.Parse(number, CultureInfo.InvariantCulture)));

        if (context.Query("with_domains") == "false")
        {
            foreach (var row in response.Body!["resources"]!.AsArray())
            {
                row!.AsObject().Remove("domains");
            }
        }

        return response;
    }

    private static bool HasStatus(Entity account, string status) => account.Number("status") == DeliveryStates.NumberOf(status);

    // No request field names the plan. The emulator assumes that the first account of a customer without a payment method is free, and that all
    // others are paid.
    private static EmulatorResponse Create(OperationContext context)
    {
        var owner = context.NewOwner();
        var state = context.State;
        var isFree = !context.Has("payment_method")
            && !state.DeliveryAccounts.Rows.Any(other => other.Text("customer_code") == owner.CustomerCode && other.Text("plan") == "free");
        Limits.Check(Limits.Manager(state, owner), "max_delivery_accounts", state.DeliveryAccounts.Rows.Count(other => Owner.Of(other) == owner) + 1);

        var id = 1000 + state.Codes.Id();
        var code = id.ToString(CultureInfo.InvariantCulture);
        var account = new DeliveryAccountEntity(code, owner.AddTo(new JsonObject
        {
            ["id"] = id,
            ["created_at"] = state.Now,
            ["updated_at"] = state.Now,
            ["username"] = $"smtp-{code}",
            ["status"] = DeliveryStates.NumberOf("enabled"),
            ["status_detail"] = "ok",
            ["plan"] = isFree ? "free" : "prepaid",
            ["start_date"] = state.Now,
            ["num_messages"] = isFree ? FreeMessages : PaidMessages,
            ["plan_num_messages"] = isFree ? FreeMessages : PaidMessages,
            ["remaining_messages"] = isFree ? FreeMessages : PaidMessages,
            ["messages_sent"] = 0,
            ["extra_messages_total"] = 0,
            ["remaining_extra_messages_bought"] = 0,
            ["password"] = $"Emulator-{code}",
            ["config_hostname"] = "smtp.example.com",
            ["domains_count"] = 0,
            ["domains"] = new JsonArray(),
            ["allow_nets"] = new JsonArray(),
            ["has_pending_order"] = false,
            ["ignore_suppression_list"] = false,
        }));

        account.Apply(context.Body, context.Operation.FieldsSharedWith("DeliveryAccount"));
        Managers.Show(state, account);
        state.DeliveryAccounts.Add(account);

        if (!isFree)
        {
            account.Set("status", DeliveryStates.NumberOf("wait_pay"));
            Order(state, account, () =>
            {
                account.Set("status", DeliveryStates.NumberOf("enabled"));
                Renew(state, account);
            });
        }

        return context.Item(account) with { Status = 201 };
    }

    private static EmulatorResponse Update(OperationContext context)
    {
        var account = Find(context);
        var volume = context.SentNumber("volume") ?? 0;

        if (context.Caller.Role != EmulatorRole.Administrator && (context.Has("num_messages") || context.Has("override_plan_num_messages")))
        {
            throw ApiErrorException.Forbidden();
        }

        if (context.GetStrings("domain_codes").Any(code => !context.State.DeliveryDomains.TryGet(code, out var domain) || !context.IsVisible(domain)))
        {
            throw ApiErrorException.Invalid(("domain_codes", "is not valid"));
        }

        if (volume > 0 || context.Has("payment_method"))
        {
            context.RequireBillingProfile();
            Order(context.State, account, () => Buy(context.State, account, volume));
        }

        account.Apply(context.Body, context.Operation.FieldsSharedWith("DeliveryAccount"));

        if (context.Body!["domain_codes"] is JsonArray codes)
        {
            account.Set("domains", codes.DeepClone());
            DeliveryLinks.Refresh(context.State);
        }

        account.Set("updated_at", context.State.Now);
        return context.Item(account);
    }

    private static EmulatorResponse Delete(OperationContext context)
    {
        var account = Find(context);

        if (context.Query("delete_after_billing") == "true")
        {
            if (account.Text("delete_on") is not null)
            {
                return EmulatorResponse.Empty;
            }

            var day = new DateTimeOffset(context.State.Schedule.Now.AddMonths(1).UtcDateTime.Date, TimeSpan.Zero);
            account.Set("delete_on", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            context.State.Later(day - context.State.Schedule.Now, account, () => Remove(context.State, account));
        }
        else
        {
            context.State.Delete(account, () => Remove(context.State, account));
        }

        return EmulatorResponse.Empty;
    }

    private static EmulatorResponse SetStatus(OperationContext context)
    {
        var account = Find(context);

        if (HasStatus(account, "wait_pay"))
        {
            throw ApiErrorException.Invalid(("status", "is not valid"));
        }

        account.Set("status", DeliveryStates.NumberOf(context.GetString("status")));
        account.Set("updated_at", context.State.Now);
        return context.Item(account);
    }

    private static void Order(EmulatorState state, Entity account, Action paid)
    {
        account.Set("has_pending_order", true);
        state.Later(state.Delays.Payment, account, () =>
        {
            if (state.Outcomes.OrdersArePaid)
            {
                account.Set("has_pending_order", false);
                paid();
            }
        });
    }

    private static void Buy(EmulatorState state, Entity account, long volume)
    {
        account.Set("plan", account.Text("plan") == "free" ? "prepaid" : account.Text("plan"));
        Renew(state, account);

        if (volume > 0)
        {
            account.Set("extra_messages_total", account.Number("extra_messages_total") + (volume * PackageMessages));
            account.Set("remaining_extra_messages_bought", account.Number("remaining_extra_messages_bought") + (volume * PackageMessages));
            account.Set("extra_messages_expires_at", account.Text("plan_expiration_date"));
        }
    }

    // The emulator assumes that a payment renews the plan for a year.
    private static void Renew(EmulatorState state, Entity account)
    {
        var inAYear = EmulatorState.Format(state.Schedule.Now.AddYears(1));
        account.Set("plan_expiration_date", inAYear);
        account.Set("last_renewal_date", state.Now);
        account.Set("next_renewal_date", inAYear);
    }

    private static void Remove(EmulatorState state, Entity account)
    {
        state.DeliveryAccounts.Remove(account.Code);
        DeliveryLinks.Refresh(state);
    }
}
