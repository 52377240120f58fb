using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Domain;

internal sealed class DomainEntity : OwnedEntity
{
    public DomainEntity(string code, JsonObject fields, string postmasterCode)
        : base(code, fields)
    {
        Postmaster = new MailboxEntity(
            postmasterCode,
            new JsonObject
            {
                ["code"] = postmasterCode,
                ["email_address"] = $"{PostmasterName}@{Name}",
                ["domain_code"] = code,
                ["domain_name"] = Name,
                ["status"] = "enabled",
                ["status_detail"] = "ok",
            },
            this);
        LocalParts.Add(PostmasterName, Postmaster);
    }

    public const string PostmasterName = "postmaster";

    /// <summary>Gets the postmaster account. Requests can address it by its code, like a mailbox.</summary>
    public MailboxEntity Postmaster { get; }

    public Table<MailboxEntity> EmailAccounts { get; } = new();

    public Table<Entity> EmailAliases { get; } = new();

    public Table<OwnedEntity> Aliases { get; } = new();

    /// <summary>Gets the Vault entries, keyed by mailbox code.</summary>
    public Table<Entity> Vault { get; } = new();

    /// <summary>Gets the mailboxes and email aliases, keyed by local part.</summary>
    public Dictionary<string, Entity> LocalParts { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the mailbox or postmaster account with the specified code.</summary>
    public bool TryGetMailbox(string code, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out MailboxEntity? mailbox)
    {
        mailbox = string.Equals(Postmaster.Code, code, StringComparison.OrdinalIgnoreCase) ? Postmaster : null;
        return mailbox is not null || EmailAccounts.TryGet(code, out mailbox);
    }
}
