using System.Globalization;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.State;

namespace Qboxmail.Emulator.Operations;

/// <summary>Contacts in the address books of mailboxes.</summary>
internal static class Contacts
{
    /// <summary>Details of which a contact has several. Their kind is a single text in requests, and in most answers a list.</summary>
    private static readonly (string Name, bool ShowsList)[] Details =
        [("emails", true), ("phone_numbers", true), ("addresses", true), ("url", false)];

    public static void Register(OperationHandlers all)
    {
        all.Add("Contacts_List", call => call.List(Book(call).Contacts.Rows));
        all.Add("Contacts_Get", call => call.Item(Find(call)));
        all.Add("Contacts_Create", Create);
        all.Add("Contacts_Update", Update);
        all.Add("Contacts_Delete", Delete);
    }

    private static AddressBookEntity Book(OperationContext call) => call.Part(call.Mailbox().AddressBooks, "addressbook_id");

    private static Entity Find(OperationContext call) => call.Part(Book(call).Contacts, "uid");

    private static Answer Create(OperationContext call)
    {
        var uid = call.State.Codes.Id().ToString(CultureInfo.InvariantCulture);
        var contact = Book(call).Contacts.Add(new Entity(uid, new JsonObject { ["uid"] = uid, ["type"] = "contact" }));

        Apply(call, contact);
        return Answer.Created(uid, "Contact created");
    }

    private static Answer Update(OperationContext call)
    {
        Apply(call, Find(call));
        return Answer.Empty;
    }

    private static Answer Delete(OperationContext call)
    {
        Book(call).Contacts.Remove(Find(call).Code);
        return Answer.Empty;
    }

    private static void Apply(OperationContext call, Entity contact)
    {
        contact.Apply(call.Body, call.Operation.FieldsSharedWith("Contact"));

        foreach (var (name, showsList) in Details.Where(detail => call.Has(detail.Name)))
        {
            foreach (var detail in contact.Fields[name]!.AsArray())
            {
                var kind = detail!["type"]?.GetValue<string>() ?? "home";
                detail["type"] = showsList ? new JsonArray(kind) : kind;
            }
        }
    }
}
