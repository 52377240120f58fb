using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Domain;

/// <summary>An address book with its contacts.</summary>
internal sealed class AddressBookEntity(string code, JsonObject fields) : Entity(code, fields)
{
    public Table<Entity> Contacts { get; } = new();
}
