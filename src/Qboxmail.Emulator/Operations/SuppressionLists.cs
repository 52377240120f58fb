using System.Globalization;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.State;

namespace Qboxmail.Emulator.Operations;

/// <summary>Addresses that no mail is sent to. Each customer has a list, in which an address stands once.</summary>
internal static class SuppressionLists
{
    private static readonly string[] Columns = ["email", "reason", "active", "created_at"];

    public static void Register(OperationHandlers all)
    {
        all.Add("SuppressionLists_List", call => call.Page(
            Visible(call),
            ("status", (entry, status) => entry.IsTrue("active") == (status == "enabled")),
            ("account_id", HoldsFor),
            ("account_code", HoldsFor),
            ("added_on", (entry, day) => entry.Text("created_at")!.StartsWith(day, StringComparison.Ordinal))));
        all.Add("SuppressionLists_Create", Create);
        all.Add("SuppressionLists_GetDetails", call => call.Item(Find(call, call.GetString("email"))));
        all.Add("SuppressionLists_Update", Update);
        all.Add("SuppressionLists_Delete", Delete);
        all.Add("SuppressionLists_Import", Import);
        all.Add("SuppressionLists_Export", call => Answer.Download(AnswerFile.Csv("suppression-list.csv", Reports.Write(Columns, Visible(call)))));
    }

    private static IEnumerable<Entity> Visible(OperationContext call) => call.State.Suppressions.Rows.Where(call.IsVisible);

    private static Entity Find(OperationContext call, string email) =>
        Visible(call).FirstOrDefault(entry => string.Equals(entry.Text("email"), email, StringComparison.OrdinalIgnoreCase))
        ?? throw ApiErrorException.NotFound();

    // An entry without accounts holds for all of them.
    private static bool HoldsFor(Entity entry, string account) => entry.Texts("accounts").DefaultIfEmpty(account).Contains(account);

    private static Answer Create(OperationContext call)
    {
        var owner = call.NewOwner();
        var email = call.GetString("email").ToLowerInvariant();
        CheckAccounts(call);

        if (!MailAddress.IsValid(email))
        {
            throw ApiErrorException.Invalid(("email", "is not valid"));
        }

        if (!TryAdd(call.State, owner, email, call.GetString("reason"), out var entry))
        {
            throw ApiErrorException.Invalid(("email", "already exists"));
        }

        entry.Apply(call.Body, ["accounts"]);
        return Answer.Empty;
    }

    private static Answer Update(OperationContext call)
    {
        var entry = Find(call, call.GetString("email"));
        CheckAccounts(call);
        entry.Apply(call.Body, call.Operation.FieldsSharedWith("SuppressionEntry").Except(["email"]));
        return Answer.Empty;
    }

    private static Answer Delete(OperationContext call)
    {
        call.State.Suppressions.Remove(Find(call, call.Query("email")!).Code);
        return Answer.Empty;
    }

    // The columns are not documented: an address, and a reason if there is one. Rows of another kind, such as a heading, are left out.
    private static Answer Import(OperationContext call)
    {
        var owner = call.NewOwner();

        foreach (var row in Csv.Read(call.GetString("csv_file_content")).Where(row => MailAddress.IsValid(row[0].ToLowerInvariant())))
        {
            TryAdd(call.State, owner, row[0].ToLowerInvariant(), row.ElementAtOrDefault(1) == "bounce" ? "bounce" : "complaint", out _);
        }

        return Answer.Empty;
    }

    private static bool TryAdd(EmulatorState world, Owner owner, string email, string reason, out Entity entry)
    {
        var key = $"{owner.CustomerCode}/{email}";
        entry = new Entity(key, owner.Register(new JsonObject
        {
            ["active"] = true,
            ["id"] = world.Codes.Id().ToString(CultureInfo.InvariantCulture),
            ["email"] = email,
            ["reason"] = reason,
            ["accounts"] = new JsonArray(),
            ["created_at"] = world.Now,
        }));

        return !world.Suppressions.TryGet(key, out _) && world.Suppressions.Add(entry) is not null;
    }

    private static void CheckAccounts(OperationContext call)
    {
        if (call.GetStrings("accounts").Any(id => !call.State.DeliveryAccounts.TryGet(id, out var account) || !call.IsVisible(account)))
        {
            throw ApiErrorException.Invalid(("accounts", "is not valid"));
        }
    }
}
