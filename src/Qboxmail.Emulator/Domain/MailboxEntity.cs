using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Domain;

/// <summary>A mailbox, or the postmaster account of a domain, with what belongs to it.</summary>
internal sealed class MailboxEntity(string code, JsonObject fields, DomainEntity domain) : Entity(code, fields)
{
    public DomainEntity Domain { get; } = domain;

    public string Address => Text("email_address")!;

    /// <summary>How many bytes it holds. No answer of the API shows it.</summary>
    public long UsedSize { get; set; }

    /// <summary>The highest threshold, in percent of its size, that it was seen above; 0 below all.</summary>
    public int CrossedThreshold { get; set; }

    // Made on first use: most mailboxes have neither, and there may be very many of them.
    public Table<Entity> Signatures => field ??= new();

    public Table<AddressBookEntity> AddressBooks => field ??= new();
}
