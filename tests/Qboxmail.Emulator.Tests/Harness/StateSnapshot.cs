using System.Text;
using System.Text.RegularExpressions;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Tests;

/// <summary>All that an emulator holds, as one text to compare.</summary>
internal static class StateSnapshot
{
    // But for the random part of Delivery's tokens.
    public static string Of(QboxmailEmulator emulator) => Regex.Replace(emulator.State.WithLock(Of), "qb_[0-9a-f]+", "qb_");

    private static string Of(EmulatorState world)
    {
        var text = new StringBuilder();

        foreach (var domain in world.Domains.Rows)
        {
            Add(text, "domain", domain);
            Add(text, " alias domain", domain.Aliases.Rows);
            Add(text, " mailbox", domain.EmailAccounts.Rows);
            Add(text, " alias", domain.EmailAliases.Rows);
            Add(text, " vault", domain.Vault.Rows);
            text.Append(" names ").AppendJoin(' ', domain.LocalParts.Keys.Order()).AppendLine();
        }

        text.Append("names ").AppendJoin(' ', world.DomainNames.Keys.Order()).AppendLine();

        foreach (var mailbox in world.Mailboxes.Rows)
        {
            Add(text, "mailbox", mailbox);
            Add(text, " signature", mailbox.Signatures.Rows);

            foreach (var book in mailbox.AddressBooks.Rows)
            {
                Add(text, " book", book);
                Add(text, "  contact", book.Contacts.Rows);
            }
        }

        foreach (var file in world.Imports.Rows.Concat(world.Migrations.Rows))
        {
            Add(text, "file", file);
            Add(text, " row", file.Rows);
        }

        Add(text, "manager", world.Managers.Rows);
        Add(text, "member", world.TeamMembers.Rows);
        Add(text, "report", world.Reports.Rows);
        Add(text, "notifications", world.Notifications.Values);
        Add(text, "suppression", world.Suppressions.Rows);
        Add(text, "delivery domain", world.DeliveryDomains.Rows);

        foreach (var account in world.DeliveryAccounts.Rows)
        {
            Add(text, "delivery account", account);
            Add(text, " token", account.Tokens.Rows);
        }

        return text.Append("mails ").Append(world.Mails.Added).ToString();
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
