using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Domain;

/// <summary>A domain with everything that it contains.</summary>
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

    /// <summary>Gets the postmaster account, which requests can find by code like a mailbox.</summary>
    public MailboxEntity Postmaster { get; }

    public Table<MailboxEntity> EmailAccounts { get; } = new();

    public Table<Entity> EmailAliases { get; } = new();

    public Table<OwnedEntity> Aliases { get; } = new();

    /// <summary>Gets the Vault entries by the codes of the mailboxes.</summary>
    public Table<Entity> Vault { get; } = new();

    /// <summary>Gets the mailboxes and email aliases by their local parts.</summary>
    public Dictionary<string, Entity> LocalParts { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds a mailbox or the postmaster account by code.</summary>
    public bool TryGetMailbox(string code, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out MailboxEntity? mailbox)
    {
        mailbox = string.Equals(Postmaster.Code, code, StringComparison.OrdinalIgnoreCase) ? Postmaster : null;
        return mailbox is not null || EmailAccounts.TryGet(code, out mailbox);
    }
}
