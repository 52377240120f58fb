using System.Globalization;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.State;

namespace Qboxmail.Emulator.Behaviour;

/// <summary>Accounts that send mail.</summary>
internal static class DeliveryAccounts
{
    public static void AddTo(Behaviours all)
    {
        all.Add("DeliveryAccounts_List", List);
        all.Add("DeliveryAccounts_Get", call => Call.Item(Find(call)));
        all.Add("DeliveryAccounts_Create", Create);
        all.Add("DeliveryAccounts_Update", Update);
        all.Add("DeliveryAccounts_Delete", Delete);
        all.Add("DeliveryAccounts_SetStatus", SetStatus);
    }

    public static Entity Find(Call call) =>
        call.World.DeliveryAccounts.TryGet(call.Path("id"), out var account) && call.IsVisible(account) ? account : throw RefusalException.NotFound();

    private static Answer List(Call call)
    {
        var ids = call.Query("ids")?.Split(',').ToHashSet(StringComparer.Ordinal);
        var rows = call.World.DeliveryAccounts.Rows.Where(call.IsVisible);
        return call.Page(ids is null ? rows : rows.Where(account => ids.Contains(account.Code)));
    }

    private static Answer Create(Call call)
    {
        var id = 1000 + call.World.Codes.Id();
        var code = id.ToString(CultureInfo.InvariantCulture);
        var account = new Entity(code, new JsonObject
        {
            ["id"] = id,
            ["created_at"] = call.World.Now,
            ["updated_at"] = call.World.Now,
            ["username"] = $"smtp-{code}",
            ["status"] = 0,
            ["status_detail"] = "ok",
            ["plan"] = "free",
            ["password"] = $"Emulated-{code}",
            ["config_hostname"] = "smtp.example.com",
            ["customer_code"] = call.Caller.CustomerCode,
            ["domains_count"] = 0,
            ["domains"] = new JsonArray(),
            ["allow_nets"] = new JsonArray(),
            ["messages_sent"] = 0,
            ["has_pending_order"] = false,
        });

        account.Apply(call.Body, call.Operation.FieldsSharedWith("DeliveryAccount"));
        call.World.DeliveryAccounts.Add(account);
        return Call.Item(account) with { Status = 201 };
    }

    private static Answer Update(Call call)
    {
        var account = Find(call);
        account.Apply(call.Body, call.Operation.FieldsSharedWith("DeliveryAccount"));

        if (call.Body!["domain_codes"] is JsonArray codes)
        {
            account.Set("domains", codes.DeepClone());
            account.Set("domains_count", codes.Count);
        }

        account.Set("updated_at", call.World.Now);
        return Call.Item(account);
    }

    private static Answer Delete(Call call)
    {
        var account = Find(call);

        if (call.Query("delete_after_billing") == "true")
        {
            account.Set("delete_on", call.World.Schedule.Now.AddMonths(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
        else
        {
            call.World.Schedule.After(call.World.Delays.Deletion, () => call.World.DeliveryAccounts.Remove(account.Code));
        }

        return Answer.Empty;
    }

    // The numbers of the service are not documented: 0 is the one that its samples show.
    private static Answer SetStatus(Call call)
    {
        var account = Find(call);
        account.Set("status", call.Sent("status") == "enabled" ? 0 : 1);
        return Call.Item(account);
    }
}
