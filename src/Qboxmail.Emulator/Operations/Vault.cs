using System.Text.Json.Nodes;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

/// <summary>Handles the operations on Vault, the email archive of domains and mailboxes.</summary>
internal static class Vault
{
    public static void Register(OperationHandlers handlers)
    {
        handlers.Add("Vault_ListDomains", context => context.Page(context.VisibleDomains()));
        handlers.Add("Vault_ActivateDomain", ActivateDomain);
        handlers.Add("Vault_UpdateDomain", UpdateDomain);
        handlers.Add("Vault_DeleteDomain", DeleteDomain);
        handlers.Add("Vault_ListEmailAccounts", context => context.Page(context.Domain().Vault.Rows));
        handlers.Add("Vault_SetEmailAccountStatus", SetEmailAccountStatus);
        handlers.Add("Vault_DeleteEmailAccount", DeleteEmailAccount);
        handlers.Add("Vault_ImportEmailAccount", ImportEmailAccount);
    }

    /// <summary>Archives a new mailbox if the domain archives new mailboxes by default.</summary>
    public static void ArchiveByDefault(DomainEntity domain, MailboxEntity mailbox)
    {
        if (domain.IsTrue("archive") && domain.IsTrue("default_archive"))
        {
            Add(domain, mailbox, domain.Number("default_retention")).Set("status", "enabled");
        }
    }

    public static void Remove(DomainEntity domain, string code)
    {
        domain.Vault.Remove(code);
        Count(domain);
    }

    private static EmulatorResponse ActivateDomain(OperationContext context)
    {
        var domain = context.Domain();
        EmailAccounts.RequireActive(domain);

        var mailboxes = context.GetStrings("email_codes")
            .Select(code => domain.TryGetMailbox(code, out var mailbox) ? mailbox : throw ApiErrorException.Invalid(("email_codes", "is not valid")))
            .Distinct()
            .ToList();

        if (context.SentNumber("retention") is not >= 1)
        {
            throw ApiErrorException.Invalid(("retention", "is not valid"));
        }

        if (domain.Text("archive_status") == "deleting")
        {
            throw ApiErrorException.Invalid(("archive_status", "is not valid"));
        }

        Limits.Check(
            domain, "max_email_accounts_archive", domain.Vault.Rows.Select(row => row.Code).Union(mailboxes.Select(mailbox => mailbox.Code)).Count());

        foreach (var mailbox in mailboxes)
        {
            Add(domain, mailbox, context.SentNumber("retention"));
        }

        domain.Set("default_retention", context.SentNumber("retention"));
        domain.Set("default_archive", context.Body!["default_archive"]?.DeepClone() ?? JsonValue.Create(true));
        Change(context.State, domain, "activating", context.State.Delays.Activation, () => Activate(context.State, domain));
        return EmulatorResponse.Empty;
    }

    private static EmulatorResponse UpdateDomain(OperationContext context)
    {
        RequireArchive(context.Domain()).Apply(context.Body, context.Operation.FieldsSharedWith("Domain"));
        return EmulatorResponse.Empty;
    }

    private static EmulatorResponse DeleteDomain(OperationContext context)
    {
        var domain = RequireArchive(context.Domain());

        Change(context.State, domain, "deleting", context.State.Delays.Deletion, () =>
        {
            domain.Vault.Clear();
            Count(domain);
            SwitchOff(domain);
        });
        return EmulatorResponse.Empty;
    }

    // The emulator assumes that disabling the last mailbox disables the domain, and enabling a mailbox enables it. Mailboxes have no intermediate
    // states.
    private static EmulatorResponse SetEmailAccountStatus(OperationContext context)
    {
        var domain = RequireArchive(context.Domain());
        var isEnabled = context.GetString("status") == "enabled";
        var row = domain.Vault.TryGet(context.Path("email_code"), out var known) ? known
            : isEnabled && domain.TryGetMailbox(context.Path("email_code"), out var mailbox)
                ? Add(domain, mailbox, domain.Number("default_retention"))
            : throw ApiErrorException.NotFound();

        row.Set("status", context.GetString("status"));

        if (isEnabled && domain.Text("archive_status") is not ("enabled" or "activating"))
        {
            Change(context.State, domain, "activating", context.State.Delays.Activation, () => Activate(context.State, domain));
        }
        else if (domain.Vault.Rows.All(other => other.Text("status") == "disabled"))
        {
            Change(context.State, domain, "disabling", context.State.Delays.Update, () => SwitchOff(domain));
        }

        return EmulatorResponse.Empty;
    }

    private static EmulatorResponse DeleteEmailAccount(OperationContext context)
    {
        var domain = context.Domain();
        var row = context.Part(domain.Vault, "email_code");

        row.Set("status", "deleting");
        context.State.Delete(row, () => Remove(domain, row.Code));
        return EmulatorResponse.Empty;
    }

    private static EmulatorResponse ImportEmailAccount(OperationContext context)
    {
        var domain = context.Domain();
        var row = context.Part(domain.Vault, "email_code");

        if (row.Fields.ContainsKey(ImportedAt))
        {
            throw ApiErrorException.Invalid(("email_code", "already exists"));
        }

        if (domain.IsTrue("imap_disabled") || (domain.TryGetMailbox(row.Code, out var mailbox) && mailbox.IsTrue("imap_disabled")))
        {
            throw ApiErrorException.Invalid(("email_code", "is not valid"));
        }

        row.Set(ImportedAt, context.State.Now);
        return EmulatorResponse.Created(context.State.Codes.Import(), "Import created");
    }

    // No response contains this field. It marks mailboxes whose messages cannot be imported again.
    private const string ImportedAt = "imported_at";

    private static DomainEntity RequireArchive(DomainEntity domain) => domain.Text("archive_status") switch
    {
        "deleting" => throw ApiErrorException.NotFound(),
        "disabled" when domain.Vault.Count == 0 => throw ApiErrorException.NotFound(),
        _ => domain,
    };

    private static Entity Add(DomainEntity domain, MailboxEntity mailbox, long? retention)
    {
        var row = domain.Vault.TryGet(mailbox.Code, out var known) ? known : domain.Vault.Add(new Entity(mailbox.Code, new JsonObject
        {
            ["code"] = mailbox.Code,
            ["email_address"] = mailbox.Address,
            ["status"] = "activating",
        }));

        row.Set("retention", retention);
        Count(domain);
        return row;
    }

    /// <summary>Sets the archive status and, after the delay, the archive status for success or failure.</summary>
    private static void Change(EmulatorState state, DomainEntity domain, string status, TimeSpan delay, Action succeed)
    {
        domain.Set("archive_status", status);
        state.Later(delay, domain, () =>
        {
            // If the status is different, a later change has begun and will set it.
            if (domain.Text("archive_status") != status)
            {
                return;
            }

            if (state.Outcomes.VaultSucceeds)
            {
                succeed();
            }
            else
            {
                domain.Set("archive_status", "failure");
            }
        });
    }

    private static void Activate(EmulatorState state, DomainEntity domain)
    {
        domain.Set("archive_status", "enabled");
        domain.Set("archive", true);
        domain.Set("archive_activated_at", state.Now);

        foreach (var row in domain.Vault.Rows.Where(row => row.Text("status") == "activating"))
        {
            row.Set("status", "enabled");
        }
    }

    private static void SwitchOff(DomainEntity domain)
    {
        domain.Set("archive_status", "disabled");
        domain.Set("archive", false);
    }

    private static void Count(DomainEntity domain) => domain.Set("no_email_accounts_archive", domain.Vault.Count);
}
