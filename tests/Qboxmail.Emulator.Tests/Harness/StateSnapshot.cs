using System.Text;
using System.Text.RegularExpressions;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Tests;

/// <summary>The complete state of an emulator as one string to compare.</summary>
internal static class StateSnapshot
{
    // The random part of Delivery tokens is removed.
    public static string Of(QboxmailEmulator emulator) => Regex.Replace(emulator.State.WithLock(Of), "qb_[0-9a-f]+", "qb_");

    private static string Of(EmulatorState state)
    {
        var text = new StringBuilder();

        foreach (var domain in state.Domains.Rows)
        {
            Add(text, "domain", domain);
            Add(text, " alias domain", domain.Aliases.Rows);
            Add(text, " mailbox", domain.EmailAccounts.Rows);
            Add(text, " alias", domain.EmailAliases.Rows);
            Add(text, " vault", domain.Vault.Rows);
            text.Append(" names ").AppendJoin(' ', domain.LocalParts.Keys.Order()).AppendLine();
        }

        text.Append("names ").AppendJoin(' ', state.DomainNames.Keys.Order()).AppendLine();

        foreach (var mailbox in state.Mailboxes.Rows)
        {
            Add(text, "mailbox", mailbox);
            Add(text, " signature", mailbox.Signatures.Rows);

            foreach (var book in mailbox.AddressBooks.Rows)
            {
                Add(text, " book", book);
                Add(text, "  contact", book.Contacts.Rows);
            }
        }

        foreach (var file in state.Imports.Rows.Concat(state.Migrations.Rows))
        {
            Add(text, "file", file);
            Add(text, " item", file.Rows);
        }

        Add(text, "manager", state.Managers.Rows);
        Add(text, "member", state.TeamMembers.Rows);
        Add(text, "report", state.Reports.Rows);
        Add(text, "notifications", state.Notifications.Values);
        Add(text, "suppression", state.Suppressions.Rows);
        Add(text, "delivery domain", state.DeliveryDomains.Rows);

        foreach (var account in state.DeliveryAccounts.Rows)
        {
            Add(text, "delivery account", account);
            Add(text, " token", account.Tokens.Rows);
        }

        return text.Append("mails ").Append(state.Mails.Added).ToString();
    }

    private static void Add(StringBuilder text, string kind, params IEnumerable<Entity> entities)
    {
        foreach (var entity in entities)
        {
            text.Append(kind).Append(' ').Append(entity.Code)
                .Append(' ').Append((entity as OwnedEntity)?.MailedCode)
                .AppendLine(entity.Fields.ToJsonString());
        }
    }
}
