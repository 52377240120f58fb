using System.Globalization;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

internal static class Contacts
{
    /// <summary>
    /// The fields for details of which a contact can have several, such as email addresses. Requests contain the type of a detail as a string; most
    /// responses contain it as an array.
    /// </summary>
    private static readonly (string Name, bool ShowsList)[] Details =
        [("emails", true), ("phone_numbers", true), ("addresses", true), ("url", false)];

    public static void Register(OperationHandlers handlers)
    {
        handlers.Add("Contacts_List", context => context.List(Book(context).Contacts.Rows));
        handlers.Add("Contacts_Get", context => context.Item(Find(context)));
        handlers.Add("Contacts_Create", Create);
        handlers.Add("Contacts_Update", Update);
        handlers.Add("Contacts_Delete", Delete);
    }

    private static AddressBookEntity Book(OperationContext context) => context.Part(context.Mailbox().AddressBooks, "addressbook_id");

    private static Entity Find(OperationContext context) => context.Part(Book(context).Contacts, "uid");

    private static EmulatorResponse Create(OperationContext context)
    {
        var uid = context.State.Codes.Id().ToString(CultureInfo.InvariantCulture);
        var contact = Book(context).Contacts.Add(new Entity(uid, new JsonObject { ["uid"] = uid, ["type"] = "contact" }));

        Apply(context, contact);
        return EmulatorResponse.Created(uid, "Contact created");
    }

    private static EmulatorResponse Update(OperationContext context)
    {
        Apply(context, Find(context));
        return EmulatorResponse.Empty;
    }

    private static EmulatorResponse Delete(OperationContext context)
    {
        Book(context).Contacts.Remove(Find(context).Code);
        return EmulatorResponse.Empty;
    }

    private static void Apply(OperationContext context, Entity contact)
    {
        contact.Apply(context.Body, context.Operation.FieldsSharedWith("Contact"));

        foreach (var (name, showsList) in Details.Where(detail => context.Has(detail.Name)))
        {
            foreach (var detail in contact.Fields[name]!.AsArray())
            {
                var kind = detail!["type"]?.GetValue<string>() ?? "home";
                detail["type"] = showsList ? new JsonArray(kind) : kind;
            }
        }
    }
}
