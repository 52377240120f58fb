using System.Text.Json.Nodes;
using Qboxmail.Emulator.State;

namespace Qboxmail.Emulator.Behaviour;

/// <summary>Mailboxes.</summary>
internal static class EmailAccounts
{
    public static void AddTo(Behaviours all)
    {
        all.Add("EmailAccounts_List", call => call.Page(call.Domain().EmailAccounts.Rows));
        all.Add("EmailAccounts_Get", call => Call.Item(Find(call)));
        all.Add("EmailAccounts_Create", Create);
        all.Add("EmailAccounts_Update", Update);
        all.Add("EmailAccounts_Delete", Delete);
        all.Add("EmailAccounts_SetStatus", SetStatus);
    }

    /// <summary>The mailbox, or the postmaster, of a call.</summary>
    private static Entity Find(Call call)
    {
        var domain = call.Domain();
        var code = call.Path("email_account_code");

        return string.Equals(domain.Postmaster.Code, code, StringComparison.OrdinalIgnoreCase) ? domain.Postmaster
            : domain.EmailAccounts.TryGet(code, out var account) ? account
            : throw RefusalException.NotFound();
    }

    private static Answer Create(Call call)
    {
        var domain = call.Domain();
        var name = call.Sent("name").ToLowerInvariant();

        // Real clients read the words "not active" in the message.
        if (!domain.IsActive)
        {
            throw new RefusalException(Answer.Error(422, "Domain is not active", ("domain", "is not active")));
        }

        if (name.Contains('@') || name.Any(char.IsWhiteSpace))
        {
            throw RefusalException.Invalid(("name", "is not valid"));
        }

        if (domain.EmailAccounts.Rows.Any(row => row.Name == name) || name == "postmaster")
        {
            throw RefusalException.Invalid(("name", "already exists"));
        }

        if (domain.Number("max_email_accounts") is >= 0 and var most && domain.EmailAccounts.Count >= most)
        {
            throw RefusalException.Invalid(("max_email_accounts", "limit reached"));
        }

        CheckQuota(call, domain);

        var code = call.World.Codes.EmailAccount();
        var account = new Entity(code, new JsonObject
        {
            ["code"] = code,
            ["email_address"] = $"{name}@{domain.Name}",
            ["status"] = "enabled",
            ["status_detail"] = "updating",
            ["max_email_quota"] = domain.Fields["default_quota"]!.DeepClone(),
            ["created_at"] = call.World.Now,
            ["domain_code"] = domain.Code,
        });

        account.Apply(call.Body, call.Operation.FieldsSharedWith("EmailAccount"));
        account.Set("name", name);
        domain.EmailAccounts.Add(account);
        Count(domain);
        call.World.Schedule.After(call.World.Delays.Activation, () => account.Set("status_detail", "ok"));
        return Answer.Created(code, "Email account created");
    }

    private static Answer Update(Call call)
    {
        var account = Find(call);
        CheckQuota(call, call.Domain());
        account.Apply(call.Body, call.Operation.FieldsSharedWith("EmailAccount"));
        call.Working(account);
        return Answer.Empty;
    }

    private static Answer Delete(Call call)
    {
        var domain = call.Domain();
        var account = Find(call);

        if (account == domain.Postmaster)
        {
            throw RefusalException.Invalid(("email_account_code", "is the postmaster"));
        }

        account.Set("status_detail", "deleting");
        call.World.Schedule.After(call.World.Delays.Deletion, () =>
        {
            domain.EmailAccounts.Remove(account.Code);
            Count(domain);
        });
        return Answer.Empty;
    }

    private static Answer SetStatus(Call call)
    {
        var account = Find(call);
        account.Set("status", call.Sent("status"));
        account.Apply(call.Body, ["bounce_msg"]);
        return Answer.Empty;
    }

    private static void CheckQuota(Call call, DomainEntity domain)
    {
        if (call.Body!["max_email_quota"]?.GetValue<long>() > domain.Number("max_email_quota"))
        {
            throw RefusalException.Invalid(("max_email_quota", "is larger than the domain allows"));
        }
    }

    private static void Count(DomainEntity domain) => domain.Set("no_email_accounts", domain.EmailAccounts.Count);
}
