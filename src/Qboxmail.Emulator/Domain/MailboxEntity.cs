using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Domain;

/// <summary>A mailbox or the postmaster account of a domain, with its signatures and address books.</summary>
internal sealed class MailboxEntity(string code, JsonObject fields, DomainEntity domain) : Entity(code, fields)
{
    public DomainEntity Domain { get; } = domain;

    public string Address => Text("email_address")!;

    /// <summary>Gets or sets the used size in bytes. No response of the API contains it.</summary>
    public long UsedSize { get; set; }

    /// <summary>Gets or sets the highest exceeded threshold in percent of the quota; 0 for none.</summary>
    public int CrossedThreshold { get; set; }

    // Created on first use to save memory, because most mailboxes have neither signatures nor address books.
    public Table<Entity> Signatures => field ??= new();

    public Table<AddressBookEntity> AddressBooks => field ??= new();
}
