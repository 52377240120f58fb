using System.Globalization;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

/// <summary>Handles the operations on the suppression list, which contains the email addresses that Delivery sends no email to.</summary>
internal static class SuppressionLists
{
    private static readonly string[] Columns = ["email", "reason", "active", "created_at"];

    public static void Register(OperationHandlers handlers)
    {
        handlers.Add("SuppressionLists_List", context => context.Page(
            Visible(context),
            ("status", (entry, status) => entry.IsTrue("active") == (status == "enabled")),
            ("account_id", HoldsFor),
            ("account_code", HoldsFor),
            ("added_on", (entry, day) => entry.Text("created_at")!.StartsWith(day, StringComparison.Ordinal))));
        handlers.Add("SuppressionLists_Create", Create);
        handlers.Add("SuppressionLists_GetDetails", context => context.Item(Find(context, context.GetString("email"))));
        handlers.Add("SuppressionLists_Update", Update);
        handlers.Add("SuppressionLists_Delete", Delete);
        handlers.Add("SuppressionLists_Import", Import);
        handlers.Add("SuppressionLists_Export", context => EmulatorResponse.Download(
            ResponseFile.Csv("suppression-list.csv", Reports.Write(Columns, Visible(context)))));
    }

    private static IEnumerable<Entity> Visible(OperationContext context) => context.State.Suppressions.Rows.Where(context.IsVisible);

    private static Entity Find(OperationContext context, string email) =>
        Visible(context).FirstOrDefault(entry => string.Equals(entry.Text("email"), email, StringComparison.OrdinalIgnoreCase))
        ?? throw ApiErrorException.NotFound();

    // An entry without accounts applies to all accounts.
    private static bool HoldsFor(Entity entry, string account) => entry.Texts("accounts").DefaultIfEmpty(account).Contains(account);

    private static EmulatorResponse Create(OperationContext context)
    {
        var owner = context.NewOwner();
        var email = AsciiText.ToLower(context.GetString("email"));
        CheckAccounts(context);

        if (!MailAddress.IsValid(email))
        {
            throw ApiErrorException.Invalid(("email", "is not valid"));
        }

        if (!TryAdd(context.State, owner, email, context.GetString("reason"), out var entry))
        {
            throw ApiErrorException.Invalid(("email", "already exists"));
        }

        entry.Apply(context.Body, ["accounts"]);
        return EmulatorResponse.Empty;
    }

    private static EmulatorResponse Update(OperationContext context)
    {
        var entry = Find(context, context.GetString("email"));
        CheckAccounts(context);
        entry.Apply(context.Body, context.Operation.FieldsSharedWith("SuppressionEntry").Except(["email"]));
        return EmulatorResponse.Empty;
    }

    private static EmulatorResponse Delete(OperationContext context)
    {
        context.State.Suppressions.Remove(Find(context, context.Query("email")!).Code);
        return EmulatorResponse.Empty;
    }

    // The CSV columns are undocumented. The emulator assumes an address and an optional reason. It skips rows without an address, such as a header.
    private static EmulatorResponse Import(OperationContext context)
    {
        var owner = context.NewOwner();

        foreach (var row in Csv.Read(context.GetString("csv_file_content")).Where(row => MailAddress.IsValid(row[0])))
        {
            TryAdd(context.State, owner, AsciiText.ToLower(row[0]), row.ElementAtOrDefault(1) == "bounce" ? "bounce" : "complaint", out _);
        }

        return EmulatorResponse.Empty;
    }

    private static bool TryAdd(EmulatorState state, Owner owner, string email, string reason, out Entity entry)
    {
        var key = $"{owner.CustomerCode}/{email}";
        entry = new Entity(key, owner.AddTo(new JsonObject
        {
            ["active"] = true,
            ["id"] = state.Codes.Id().ToString(CultureInfo.InvariantCulture),
            ["email"] = email,
            ["reason"] = reason,
            ["accounts"] = new JsonArray(),
            ["created_at"] = state.Now,
        }));

        return !state.Suppressions.TryGet(key, out _) && state.Suppressions.Add(entry) is not null;
    }

    private static void CheckAccounts(OperationContext context)
    {
        if (context.GetStrings("accounts").Any(id => !context.State.DeliveryAccounts.TryGet(id, out var account) || !context.IsVisible(account)))
        {
            throw ApiErrorException.Invalid(("accounts", "is not valid"));
        }
    }
}
