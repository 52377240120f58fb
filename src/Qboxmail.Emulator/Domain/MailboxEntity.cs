using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Domain;

/// <summary>A mailbox or the postmaster account of a domain.</summary>
internal sealed class MailboxEntity(string code, JsonObject fields, DomainEntity domain) : Entity(code, fields)
{
    public DomainEntity Domain { get; } = domain;

    public string Address => Text("email_address")!;

    /// <summary>Gets or sets the used storage in bytes. API responses do not contain it.</summary>
    public long UsedSize { get; set; }

    /// <summary>Gets or sets the highest usage threshold that is exceeded, in percent of the quota, or 0 if none is.</summary>
    public int CrossedThreshold { get; set; }

    // The tables are created on first use to save memory, because most mailboxes have neither signatures nor address books.
    public Table<Entity> Signatures => field ??= new();

    public Table<AddressBookEntity> AddressBooks => field ??= new();
}
