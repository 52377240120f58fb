using System.Globalization;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.State;

namespace Qboxmail.Emulator.Operations;

/// <summary>
/// Who used the mailboxes, and what these received and sent. All of it is made up: each mailbox has the same few rows, from the time of its creation.
/// </summary>
internal static class EmailLogs
{
    // How long the service keeps logs.
    private const int Days = 30;

    public static void Register(OperationHandlers all)
    {
        all.Add("EmailLogs_ListAccess", call => call.Page(Mailboxes(call).SelectMany(Access)));
        all.Add("EmailLogs_ListIncoming", call => call.Page(Mailboxes(call).Select(Incoming)));
        all.Add("EmailLogs_ListOutgoing", call => call.Page(Mailboxes(call).Select(Outgoing)));
        all.Add("EmailLogs_FindMessageFolder", FindMessageFolder);
        all.Add("EmailLogs_ExportPdf", ExportPdf);
    }

    private static IEnumerable<MailboxEntity> Mailboxes(OperationContext call) =>
        call.VisibleDomains().SelectMany(domain => domain.EmailAccounts.Rows).Where(mailbox => HasLogs(call.State, mailbox));

    // Postmaster accounts have none.
    private static bool HasLogs(EmulatorState world, MailboxEntity mailbox) => mailbox.Time("created_at")?.AddDays(Days) >= world.Schedule.Now;

    private static IEnumerable<Entity> Access(MailboxEntity mailbox) =>
    [
        Row(mailbox, 1, new JsonObject
        {
            ["action"] = "logout",
            ["outcome"] = "Successful",
            ["login_time"] = mailbox.Text("created_at"),
            ["logout_time"] = mailbox.Text("created_at"),
            ["user"] = mailbox.Address,
            ["protocol"] = "IMAP",
            ["messages_deleted"] = 0,
            ["messages_expunged"] = 0,
            ["messages_trashed"] = 1,
            ["email_client"] = "Thunderbird",
            ["traffic"] = 48213,
        }),
        Row(mailbox, 2, new JsonObject
        {
            ["action"] = "login",
            ["outcome"] = "Failed",
            ["login_time"] = mailbox.Text("created_at"),
            ["user"] = mailbox.Address,
            ["protocol"] = "Webmail",
        }),
    ];

    private static Entity Incoming(MailboxEntity mailbox) => Message(mailbox, 3);

    private static Entity Outgoing(MailboxEntity mailbox) => Message(mailbox, 4);

    private static Entity Message(MailboxEntity mailbox, int number) => Row(mailbox, number, new JsonObject
    {
        ["date"] = mailbox.Text("created_at"),
        ["domain_name"] = mailbox.Domain.Name,
        ["email_address"] = mailbox.Address,
    });

    private static Entity Row(MailboxEntity mailbox, int number, JsonObject fields)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{mailbox.Code}-{number}");
        fields["id"] = id;
        return new Entity(id, fields);
    }

    private static Entity Find(OperationContext call, Func<MailboxEntity, IEnumerable<Entity>> rows)
    {
        var id = call.Path("id");
        var row = call.State.Mailboxes.TryGet(id.Split('-')[0], out var mailbox) && call.IsVisible(mailbox.Domain) && HasLogs(call.State, mailbox)
            ? rows(mailbox).FirstOrDefault(row => string.Equals(row.Code, id, StringComparison.OrdinalIgnoreCase))
            : null;

        return row ?? throw ApiErrorException.NotFound();
    }

    private static Answer FindMessageFolder(OperationContext call)
    {
        var message = Find(call, mailbox => [Incoming(mailbox)]);
        message.Set("folder", "INBOX");
        return call.Item(message);
    }

    private static Answer ExportPdf(OperationContext call)
    {
        var row = Find(call, mailbox => [.. Access(mailbox), Incoming(mailbox), Outgoing(mailbox)]);
        return Answer.Download(AnswerFile.Pdf($"log-{row.Code}.pdf", PdfFile.Write(row.Fields.Select(field => $"{field.Key}: {field.Value}"))));
    }
}
