using System.Globalization;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

internal static class AddressBooks
{
    public static void Register(OperationHandlers handlers)
    {
        handlers.Add("AddressBooks_List", context => context.List(context.Mailbox().AddressBooks.Rows));
        handlers.Add("AddressBooks_Create", Create);
        handlers.Add("AddressBooks_Delete", Delete);
    }

    private static EmulatorResponse Create(OperationContext context)
    {
        var books = context.Mailbox().AddressBooks;
        var name = context.GetString("name");

        if (books.Rows.Any(book => book.Name == name))
        {
            throw ApiErrorException.Invalid(("name", "already exists"));
        }

        var id = context.State.Codes.Id().ToString(CultureInfo.InvariantCulture);
        books.Add(new AddressBookEntity(id, new JsonObject { ["id"] = id, ["name"] = name }));
        return EmulatorResponse.Created(id, "Addressbook created");
    }

    private static EmulatorResponse Delete(OperationContext context)
    {
        var books = context.Mailbox().AddressBooks;
        books.Remove(context.Part(books, "addressbook_id").Code);
        return EmulatorResponse.Empty;
    }
}
