using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Domain;

internal sealed class AddressBookEntity(string code, JsonObject fields) : Entity(code, fields)
{
    public Table<Entity> Contacts { get; } = new();
}
