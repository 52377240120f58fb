using System.Text.Json.Nodes;
using Qboxmail.Emulator.State;

namespace Qboxmail.Emulator.Behaviour;

/// <summary>The mail archive of domains and their mailboxes.</summary>
internal static class Vault
{
    public static void AddTo(Behaviours all)
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

    private static Answer ActivateDomain(Call call)
    {
        var domain = call.Domain();
        EmailAccounts.RequireActive(domain);

        var mailboxes = call.SentTexts("email_codes")
            .Select(code => domain.TryGetMailbox(code, out var mailbox) ? mailbox : throw RefusalException.Invalid(("email_codes", "is not valid")))
            .Distinct()
            .ToList();

        if (call.SentNumber("retention") is not >= 1)
        {
            throw RefusalException.Invalid(("retention", "is not valid"));
        }

        if (domain.Text("archive_status") == "deleting")
        {
            throw RefusalException.Invalid(("archive_status", "is not valid"));
        }

        Limits.Check(
            domain, "max_email_accounts_archive", domain.Vault.Rows.Select(row => row.Code).Union(mailboxes.Select(mailbox => mailbox.Code)).Count());

        foreach (var mailbox in mailboxes)
        {
            Add(domain, mailbox, call.SentNumber("retention"));
        }

        domain.Set("default_retention", call.SentNumber("retention"));
        domain.Set("default_archive", call.Body!["default_archive"]?.DeepClone() ?? JsonValue.Create(true));
        Change(call.World, domain, "activating", call.World.Delays.Activation, () => Activate(call.World, domain));
        return Answer.Empty;
    }

    private static Answer UpdateDomain(Call call)
    {
        RequireArchive(call.Domain()).Apply(call.Body, call.Operation.FieldsSharedWith("Domain"));
        return Answer.Empty;
    }

    private static Answer DeleteDomain(Call call)
    {
        var domain = RequireArchive(call.Domain());

        Change(call.World, domain, "deleting", call.World.Delays.Deletion, () =>
        {
            domain.Vault.Clear();
            Count(domain);
            SwitchOff(domain);
        });
        return Answer.Empty;
    }

    // Which state a mailbox has in between is not known. That the last mailbox switches the domain off, and the next one on again, is supposed.
    private static Answer SetEmailAccountStatus(Call call)
    {
        var domain = RequireArchive(call.Domain());
        var isEnabled = call.Sent("status") == "enabled";
        var row = domain.Vault.TryGet(call.Path("email_code"), out var known) ? known
            : isEnabled && domain.TryGetMailbox(call.Path("email_code"), out var mailbox) ? Add(domain, mailbox, domain.Number("default_retention"))
            : throw RefusalException.NotFound();

        row.Set("status", call.Sent("status"));

        if (isEnabled && domain.Text("archive_status") is not ("enabled" or "activating"))
        {
            Change(call.World, domain, "activating", call.World.Delays.Activation, () => Activate(call.World, domain));
        }
        else if (domain.Vault.Rows.All(other => other.Text("status") == "disabled"))
        {
            Change(call.World, domain, "disabling", call.World.Delays.Update, () => SwitchOff(domain));
        }

        return Answer.Empty;
    }

    private static Answer DeleteEmailAccount(Call call)
    {
        var domain = call.Domain();
        var row = call.Part(domain.Vault, "email_code");

        row.Set("status", "deleting");
        call.World.Delete(row, () => Remove(domain, row.Code));
        return Answer.Empty;
    }

    private static Answer ImportEmailAccount(Call call)
    {
        var domain = call.Domain();
        var row = call.Part(domain.Vault, "email_code");

        if (row.Fields.ContainsKey(ImportedAt))
        {
            throw RefusalException.Invalid(("email_code", "already exists"));
        }

        if (domain.IsTrue("imap_disabled") || (domain.TryGetMailbox(row.Code, out var mailbox) && mailbox.IsTrue("imap_disabled")))
        {
            throw RefusalException.Invalid(("email_code", "is not valid"));
        }

        row.Set(ImportedAt, call.World.Now);
        return Answer.Created(call.World.Codes.Import(), "Import created");
    }

    // Not shown: it is only remembered that messages can be imported once.
    private const string ImportedAt = "imported_at";

    private static DomainEntity RequireArchive(DomainEntity domain) => domain.Text("archive_status") switch
    {
        "deleting" => throw RefusalException.NotFound(),
        "disabled" when domain.Vault.Count == 0 => throw RefusalException.NotFound(),
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
    private static void Change(World world, DomainEntity domain, string status, TimeSpan delay, Action succeed)
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

    private static void Activate(World world, DomainEntity domain)
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
