using System.Text.Json.Nodes;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.State;

namespace Qboxmail.Emulator.Operations;

/// <summary>Mailboxes.</summary>
internal static class EmailAccounts
{
    public static void Register(OperationHandlers all)
    {
        all.Add("EmailAccounts_List", call => call.Page(call.Domain().EmailAccounts.Rows));
        all.Add("EmailAccounts_Get", call => call.Item(Find(call)));
        all.Add("EmailAccounts_Create", Create);
        all.Add("EmailAccounts_Update", Update);
        all.Add("EmailAccounts_Delete", Delete);
        all.Add("EmailAccounts_SetStatus", SetStatus);
    }

    /// <summary>What is wrong with the name of a new mailbox or e-mail alias; null when nothing is.</summary>
    public static string? ErrorOf(DomainEntity domain, string name) =>
        !MailAddress.IsLocalPart(name) ? "is not valid" : domain.LocalParts.ContainsKey(name) ? "already exists" : null;

    // Real clients read the words "not active" in the message.
    public static void RequireActive(DomainEntity domain)
    {
        if (!domain.IsActive)
        {
            throw new ApiErrorException(Answer.Error(422, "Domain is not active", ("domain", "is not active")));
        }
    }

    public static MailboxEntity Add(EmulatorState world, DomainEntity domain, string name, long? size = null)
    {
        size ??= Math.Min(domain.Number("default_quota")!.Value, domain.Number("max_email_quota")!.Value);
        CheckSize(world, domain, size);
        CheckCount(world, domain, "max_email_accounts", row => row.EmailAccounts.Count);

        var code = world.Codes.EmailAccount();
        var mailbox = new MailboxEntity(
            code,
            new JsonObject
            {
                ["code"] = code,
                ["email_address"] = $"{name}@{domain.Name}",
                ["max_email_quota"] = size,
                ["created_at"] = world.Now,
                ["domain_code"] = domain.Code,
                ["name"] = name,
            },
            domain);

        domain.EmailAccounts.Add(mailbox);
        domain.LocalParts.Add(name, mailbox);
        world.Mailboxes.Add(mailbox);
        Count(domain);
        CountSize(domain, size, 1);
        Activation.Begin(world, mailbox);
        Vault.ArchiveByDefault(domain, mailbox);
        return mailbox;
    }

    private static MailboxEntity Find(OperationContext call) =>
        call.Domain().TryGetMailbox(call.Path("email_account_code"), out var mailbox) ? mailbox : throw ApiErrorException.NotFound();

    private static Answer Create(OperationContext call)
    {
        var domain = call.Domain();
        var name = call.GetString("name").ToLowerInvariant();
        RequireActive(domain);

        if (ErrorOf(domain, name) is { } error)
        {
            throw ApiErrorException.Invalid(("name", error));
        }

        var mailbox = Add(call.State, domain, name, call.SentNumber("max_email_quota"));
        mailbox.Apply(call.Body, call.Operation.FieldsSharedWith("EmailAccount").Except(["name", "max_email_quota"]));
        return Answer.Created(mailbox.Code, "Email account created");
    }

    private static Answer Update(OperationContext call)
    {
        var mailbox = Find(call);

        if (call.SentNumber("max_email_quota") is { } size && size != mailbox.Number("max_email_quota"))
        {
            CheckSize(call.State, mailbox.Domain, size);
            CountSize(mailbox.Domain, mailbox.Number("max_email_quota"), -1);
            CountSize(mailbox.Domain, size, 1);
        }

        mailbox.Apply(call.Body, call.Operation.FieldsSharedWith("EmailAccount"));
        Events.UsageChanged(call.State, mailbox);
        call.BeginUpdate(mailbox);
        return Answer.Empty;
    }

    private static Answer Delete(OperationContext call)
    {
        var mailbox = Find(call);
        var domain = mailbox.Domain;

        if (mailbox == domain.Postmaster)
        {
            throw ApiErrorException.Invalid(("email_account_code", "is the postmaster"));
        }

        call.State.Delete(mailbox, () =>
        {
            if (domain.EmailAccounts.Remove(mailbox.Code))
            {
                domain.LocalParts.Remove(mailbox.Name);
                call.State.Mailboxes.Remove(mailbox.Code);
                Vault.Remove(domain, mailbox.Code);
                Count(domain);
                CountSize(domain, mailbox.Number("max_email_quota"), -1);
            }
        });
        return Answer.Empty;
    }

    private static Answer SetStatus(OperationContext call)
    {
        var mailbox = Find(call);
        mailbox.Set("status", call.GetString("status"));
        mailbox.Apply(call.Body, ["bounce_msg"]);
        return Answer.Empty;
    }

    private static void CheckSize(EmulatorState world, DomainEntity domain, long? size)
    {
        if (size > domain.Number("max_email_quota") || size > Limits.Manager(world, Owner.Of(domain))?.Number("max_email_quota"))
        {
            throw ApiErrorException.Invalid(("max_email_quota", "is larger than the domain allows"));
        }

        if (size is { } bytes && MailboxSizes.Counted.TryGetValue(bytes, out var counted))
        {
            CheckCount(world, domain, $"max_email_accounts_{counted}", row => row.Number($"no_email_accounts_{counted}") ?? 0);
        }
    }

    /// <summary>Checks that the domain may have one more, and that its manager may in all domains together.</summary>
    private static void CheckCount(EmulatorState world, DomainEntity domain, string limit, Func<DomainEntity, long> count)
    {
        var owner = Owner.Of(domain);
        Limits.Check(domain, limit, count(domain) + 1);

        if (Limits.Manager(world, owner) is { } manager)
        {
            Limits.Check(manager, limit, world.Domains.Rows.Where(row => Owner.Of(row) == owner).Sum(count) + 1);
        }
    }

    private static void Count(DomainEntity domain) => domain.Set("no_email_accounts", domain.EmailAccounts.Count);

    private static void CountSize(DomainEntity domain, long? size, int change)
    {
        if (size is { } bytes && MailboxSizes.Counted.TryGetValue(bytes, out var counted))
        {
            var field = $"no_email_accounts_{counted}";
            domain.Set(field, domain.Number(field) + change);
        }
    }
}
