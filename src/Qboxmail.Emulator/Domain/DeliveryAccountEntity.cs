using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Domain;

/// <summary>A Delivery account with its tokens.</summary>
internal sealed class DeliveryAccountEntity(string code, JsonObject fields) : Entity(code, fields)
{
    public Table<Entity> Tokens { get; } = new();
}
