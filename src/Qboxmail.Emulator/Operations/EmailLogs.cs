using System.Globalization;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Operations;

/// <summary>Handles the operations on email logs. Their entries are invented: each mailbox has the same few entries, dated at its creation.</summary>
internal static class EmailLogs
{
    // According to the API reference, the logs cover the last 30 days.
    private const int Days = 30;

    public static void Register(OperationHandlers handlers)
    {
        handlers.Add("EmailLogs_ListAccess", context => context.Page(Mailboxes(context).SelectMany(Access)));
        handlers.Add("EmailLogs_ListIncoming", context => context.Page(Mailboxes(context).Select(Incoming)));
        handlers.Add("EmailLogs_ListOutgoing", context => context.Page(Mailboxes(context).Select(Outgoing)));
        handlers.Add("EmailLogs_FindMessageFolder", FindMessageFolder);
        handlers.Add("EmailLogs_ExportPdf", ExportPdf);
    }

    private static IEnumerable<MailboxEntity> Mailboxes(OperationContext context) =>
        context.VisibleDomains().SelectMany(domain => domain.EmailAccounts.Rows).Where(mailbox => HasLogs(context.State, mailbox));

    // Postmaster accounts have no created_at, and therefore no logs.
    private static bool HasLogs(EmulatorState state, MailboxEntity mailbox) => mailbox.Time("created_at")?.AddDays(Days) >= state.Schedule.Now;

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

    private static Entity Find(OperationContext context, Func<MailboxEntity, IEnumerable<Entity>> rows)
    {
        var id = context.Path("id");
        var row = context.State.Mailboxes.TryGet(id.Split('-')[0], out var mailbox)
            && context.IsVisible(mailbox.Domain)
            && HasLogs(context.State, mailbox)
            ? rows(mailbox).FirstOrDefault(row => string.Equals(row.Code, id, StringComparison.OrdinalIgnoreCase))
            : null;

        return row ?? throw ApiErrorException.NotFound();
    }

    private static EmulatorResponse FindMessageFolder(OperationContext context)
    {
        var message = Find(context, mailbox => [Incoming(mailbox)]);
        message.Set("folder", "INBOX");
        return context.Item(message);
    }

    private static EmulatorResponse ExportPdf(OperationContext context)
    {
        var row = Find(context, mailbox => [.. Access(mailbox), Incoming(mailbox), Outgoing(mailbox)]);
        var content = PdfFile.Write(row.Fields.Select(field => $"{field.Key}: {field.Value}"));
        return EmulatorResponse.Download(ResponseFile.Pdf($"log-{row.Code}.pdf", content));
    }
}
