using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.State;

/// <summary>A domain with what belongs to it.</summary>
internal sealed class DomainEntity(string code, JsonObject fields) : OwnedEntity(code, fields)
{
    public Table<Entity> EmailAccounts { get; } = new();

    /// <summary>Its administrator, found by code wherever a mailbox is.</summary>
    public required Entity Postmaster { get; init; }
}
