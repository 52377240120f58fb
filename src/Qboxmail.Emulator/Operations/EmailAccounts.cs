using System.Text.Json.Nodes;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

internal static class EmailAccounts
{
    public static void Register(OperationHandlers handlers)
    {
        handlers.Add("EmailAccounts_List", context => context.Page(context.Domain().EmailAccounts.Rows));
        handlers.Add("EmailAccounts_Get", context => context.Item(Find(context)));
        handlers.Add("EmailAccounts_Create", Create);
        handlers.Add("EmailAccounts_Update", Update);
        handlers.Add("EmailAccounts_Delete", Delete);
        handlers.Add("EmailAccounts_SetStatus", SetStatus);
    }

    /// <summary>Gets the validation error for the name of a new mailbox or email alias, or <see langword="null"/> if the name is valid.</summary>
    public static string? ErrorOf(DomainEntity domain, string name) =>
        !MailAddress.IsLocalPart(name) ? "is not valid" : domain.LocalParts.ContainsKey(name) ? "already exists" : null;

    // Clients of the real service search the message for the words "not active".
    public static void RequireActive(DomainEntity domain)
    {
        if (!domain.IsActive)
        {
            throw new ApiErrorException(EmulatorResponse.Error(422, "Domain is not active", ("domain", "is not active")));
        }
    }

    public static MailboxEntity Add(EmulatorState state, DomainEntity domain, string name, long? size = null)
    {
        size ??= Math.Min(domain.Number("default_quota")!.Value, domain.Number("max_email_quota")!.Value);
        CheckSize(state, domain, size);
        CheckCount(state, domain, "max_email_accounts", row => row.EmailAccounts.Count);

        var code = state.Codes.EmailAccount();
        var mailbox = new MailboxEntity(
            code,
            new JsonObject
            {
                ["code"] = code,
                ["email_address"] = $"{name}@{domain.Name}",
                ["max_email_quota"] = size,
                ["created_at"] = state.Now,
                ["lastauth_datetime"] = null,
                ["domain_code"] = domain.Code,
                ["name"] = name,
            },
            domain);

        domain.EmailAccounts.Add(mailbox);
        domain.LocalParts.Add(name, mailbox);
        state.Mailboxes.Add(mailbox);
        Count(domain);
        CountSize(domain, size, 1);
        Activation.Begin(state, mailbox);
        Vault.ArchiveByDefault(domain, mailbox);
        return mailbox;
    }

    private static MailboxEntity Find(OperationContext context) =>
        context.Domain().TryGetMailbox(context.Path("email_account_code"), out var mailbox) ? mailbox : throw ApiErrorException.NotFound();

    private static EmulatorResponse Create(OperationContext context)
    {
        var domain = context.Domain();
        var name = AsciiText.ToLower(context.GetString("name"));
        RequireActive(domain);

        if (ErrorOf(domain, name) is { } error)
        {
            throw ApiErrorException.Invalid(("name", error));
        }

        var mailbox = Add(context.State, domain, name, context.SentNumber("max_email_quota"));
        mailbox.Apply(context.Body, context.Operation.FieldsSharedWith("EmailAccount").Except(["name", "max_email_quota"]));
        return EmulatorResponse.Created(mailbox.Code, "Email account created");
    }

    private static EmulatorResponse Update(OperationContext context)
    {
        var mailbox = Find(context);

        if (context.SentNumber("max_email_quota") is { } size && size != mailbox.Number("max_email_quota"))
        {
            CheckSize(context.State, mailbox.Domain, size);
            CountSize(mailbox.Domain, mailbox.Number("max_email_quota"), -1);
            CountSize(mailbox.Domain, size, 1);
        }

        mailbox.Apply(context.Body, context.Operation.FieldsSharedWith("EmailAccount"));
        Events.UsageChanged(context.State, mailbox);
        context.BeginUpdate(mailbox);
        return EmulatorResponse.Empty;
    }

    private static EmulatorResponse Delete(OperationContext context)
    {
        var mailbox = Find(context);
        var domain = mailbox.Domain;

        if (mailbox == domain.Postmaster)
        {
            throw ApiErrorException.Invalid(("email_account_code", "is the postmaster"));
        }

        context.State.Delete(mailbox, () =>
        {
            if (domain.EmailAccounts.Remove(mailbox.Code))
            {
                domain.LocalParts.Remove(mailbox.Name);
                context.State.Mailboxes.Remove(mailbox.Code);
                Vault.Remove(domain, mailbox.Code);
                Count(domain);
                CountSize(domain, mailbox.Number("max_email_quota"), -1);
            }
        });
        return EmulatorResponse.Empty;
    }

    private static EmulatorResponse SetStatus(OperationContext context)
    {
        var mailbox = Find(context);
        mailbox.Set("status", context.GetString("status"));
        mailbox.Apply(context.Body, ["bounce_msg"]);
        return EmulatorResponse.Empty;
    }

    private static void CheckSize(EmulatorState state, DomainEntity domain, long? size)
    {
        if (size > domain.Number("max_email_quota") || size > Limits.Manager(state, Owner.Of(domain))?.Number("max_email_quota"))
        {
            throw ApiErrorException.Invalid(("max_email_quota", "is larger than the domain allows"));
        }

        if (size is { } bytes && MailboxSizes.Counted.TryGetValue(bytes, out var counted))
        {
            CheckCount(state, domain, $"max_email_accounts_{counted}", row => row.Number($"no_email_accounts_{counted}") ?? 0);
        }
    }

    /// <summary>Checks the limit of the domain, and the limit of its manager for all domains together.</summary>
    private static void CheckCount(EmulatorState state, DomainEntity domain, string limit, Func<DomainEntity, long> count)
    {
        var owner = Owner.Of(domain);
        Limits.Check(domain, limit, count(domain) + 1);

        if (Limits.Manager(state, owner) is { } manager)
        {
            Limits.Check(manager, limit, state.Domains.Rows.Where(row => Owner.Of(row) == owner).Sum(count) + 1);
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
