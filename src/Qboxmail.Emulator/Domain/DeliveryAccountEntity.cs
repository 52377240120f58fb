using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Domain;

internal sealed class DeliveryAccountEntity(string code, JsonObject fields) : Entity(code, fields)
{
    public Table<Entity> Tokens { get; } = new();
}
