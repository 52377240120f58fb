using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Domain;

/// <summary>A domain with what belongs to it.</summary>
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

    /// <summary>Its administrator, found by code wherever a mailbox is.</summary>
    public MailboxEntity Postmaster { get; }

    public Table<MailboxEntity> EmailAccounts { get; } = new();

    public Table<Entity> EmailAliases { get; } = new();

    public Table<OwnedEntity> Aliases { get; } = new();

    /// <summary>How Vault stands with its mailboxes, by the codes of these.</summary>
    public Table<Entity> Vault { get; } = new();

    /// <summary>What stands before the <c>@</c>: the mailboxes and e-mail aliases by their names.</summary>
    public Dictionary<string, Entity> LocalParts { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The mailbox or postmaster account with a code.</summary>
    public bool TryGetMailbox(string code, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out MailboxEntity? mailbox)
    {
        mailbox = string.Equals(Postmaster.Code, code, StringComparison.OrdinalIgnoreCase) ? Postmaster : null;
        return mailbox is not null || EmailAccounts.TryGet(code, out mailbox);
    }
}
