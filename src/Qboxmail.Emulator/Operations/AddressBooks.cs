using System.Globalization;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.State;

namespace Qboxmail.Emulator.Operations;

/// <summary>Address books of mailboxes.</summary>
internal static class AddressBooks
{
    public static void Register(OperationHandlers all)
    {
        all.Add("AddressBooks_List", call => call.List(call.Mailbox().AddressBooks.Rows));
        all.Add("AddressBooks_Create", Create);
        all.Add("AddressBooks_Delete", Delete);
    }

    private static Answer Create(OperationContext call)
    {
        var books = call.Mailbox().AddressBooks;
        var name = call.GetString("name");

        if (books.Rows.Any(book => book.Name == name))
        {
            throw ApiErrorException.Invalid(("name", "already exists"));
        }

        var id = call.State.Codes.Id().ToString(CultureInfo.InvariantCulture);
        books.Add(new AddressBookEntity(id, new JsonObject { ["id"] = id, ["name"] = name }));
        return Answer.Created(id, "Addressbook created");
    }

    private static Answer Delete(OperationContext call)
    {
        var books = call.Mailbox().AddressBooks;
        books.Remove(call.Part(books, "addressbook_id").Code);
        return Answer.Empty;
    }
}
