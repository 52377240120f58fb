using System.Text.Json.Nodes;
using Qboxmail.Emulator.State;

namespace Qboxmail.Emulator.Operations;

/// <summary>The mail archive of domains and their mailboxes.</summary>
internal static class Vault
{
    public static void Register(OperationHandlers all)
    {
        all.Add("Vault_ListDomains", call => call.Page(call.VisibleDomains()));
        all.Add("Vault_ActivateDomain", ActivateDomain);
        all.Add("Vault_UpdateDomain", UpdateDomain);
        all.Add("Vault_DeleteDomain", DeleteDomain);
        all.Add("Vault_ListEmailAccounts", call => call.Page(call.Domain().Vault.Rows));
        all.Add("Vault_SetEmailAccountStatus", SetEmailAccountStatus);
        all.Add("Vault_DeleteEmailAccount", DeleteEmailAccount);
        all.Add("Vault_ImportEmailAccount", ImportEmailAccount);
    }

    /// <summary>Archives a new mailbox if the domain has that as its default.</summary>
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

    private static Answer ActivateDomain(OperationContext call)
    {
        var domain = call.Domain();
        EmailAccounts.RequireActive(domain);

        var mailboxes = call.GetStrings("email_codes")
            .Select(code => domain.TryGetMailbox(code, out var mailbox) ? mailbox : throw ApiErrorException.Invalid(("email_codes", "is not valid")))
            .Distinct()
            .ToList();

        if (call.SentNumber("retention") is not >= 1)
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
            Add(domain, mailbox, call.SentNumber("retention"));
        }

        domain.Set("default_retention", call.SentNumber("retention"));
        domain.Set("default_archive", call.Body!["default_archive"]?.DeepClone() ?? JsonValue.Create(true));
        Change(call.State, domain, "activating", call.State.Delays.Activation, () => Activate(call.State, domain));
        return Answer.Empty;
    }

    private static Answer UpdateDomain(OperationContext call)
    {
        RequireArchive(call.Domain()).Apply(call.Body, call.Operation.FieldsSharedWith("Domain"));
        return Answer.Empty;
    }

    private static Answer DeleteDomain(OperationContext call)
    {
        var domain = RequireArchive(call.Domain());

        Change(call.State, domain, "deleting", call.State.Delays.Deletion, () =>
        {
            domain.Vault.Clear();
            Count(domain);
            SwitchOff(domain);
        });
        return Answer.Empty;
    }

    // Which state a mailbox has in between is not known. That the last mailbox switches the domain off, and the next one on again, is supposed.
    private static Answer SetEmailAccountStatus(OperationContext call)
    {
        var domain = RequireArchive(call.Domain());
        var isEnabled = call.GetString("status") == "enabled";
        var row = domain.Vault.TryGet(call.Path("email_code"), out var known) ? known
            : isEnabled && domain.TryGetMailbox(call.Path("email_code"), out var mailbox) ? Add(domain, mailbox, domain.Number("default_retention"))
            : throw ApiErrorException.NotFound();

        row.Set("status", call.GetString("status"));

        if (isEnabled && domain.Text("archive_status") is not ("enabled" or "activating"))
        {
            Change(call.State, domain, "activating", call.State.Delays.Activation, () => Activate(call.State, domain));
        }
        else if (domain.Vault.Rows.All(other => other.Text("status") == "disabled"))
        {
            Change(call.State, domain, "disabling", call.State.Delays.Update, () => SwitchOff(domain));
        }

        return Answer.Empty;
    }

    private static Answer DeleteEmailAccount(OperationContext call)
    {
        var domain = call.Domain();
        var row = call.Part(domain.Vault, "email_code");

        row.Set("status", "deleting");
        call.State.Delete(row, () => Remove(domain, row.Code));
        return Answer.Empty;
    }

    private static Answer ImportEmailAccount(OperationContext call)
    {
        var domain = call.Domain();
        var row = call.Part(domain.Vault, "email_code");

        if (row.Fields.ContainsKey(ImportedAt))
        {
            throw ApiErrorException.Invalid(("email_code", "already exists"));
        }

        if (domain.IsTrue("imap_disabled") || (domain.TryGetMailbox(row.Code, out var mailbox) && mailbox.IsTrue("imap_disabled")))
        {
            throw ApiErrorException.Invalid(("email_code", "is not valid"));
        }

        row.Set(ImportedAt, call.State.Now);
        return Answer.Created(call.State.Codes.Import(), "Import created");
    }

    // Not shown: it is only remembered that messages can be imported once.
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

    /// <summary>Shows a state for a while, and then the outcome.</summary>
    private static void Change(EmulatorState world, DomainEntity domain, string status, TimeSpan delay, Action succeed)
    {
        domain.Set("archive_status", status);
        world.Later(delay, domain, () =>
        {
            // Something else was begun meanwhile.
            if (domain.Text("archive_status") != status)
            {
                return;
            }

            if (world.Outcomes.VaultSucceeds)
            {
                succeed();
            }
            else
            {
                domain.Set("archive_status", "failure");
            }
        });
    }

    private static void Activate(EmulatorState world, DomainEntity domain)
    {
        domain.Set("archive_status", "enabled");
        domain.Set("archive", true);
        domain.Set("archive_activated_at", world.Now);

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
