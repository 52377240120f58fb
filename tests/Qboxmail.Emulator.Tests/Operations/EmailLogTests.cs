using System.Text;

namespace Qboxmail.Emulator.Tests;

public class EmailLogTests
{
    [Test]
    public async Task Email_logs_contain_entries_only_for_visible_mailboxes()
    {
        await using var api = await EmulatorHarness.StartAsync(options => options.AllowInferred = true);
        var mailbox = (await api.CreateMailboxAsync(await api.CreateActiveDomainAsync())).ResourceCode;
        var stranger = api.As(new EmulatorToken("other-token") { CustomerCode = "CUSTOMER2" });

        var access = (await api.Client.EmailLogs.ListAccessPageAsync()).Items;
        var incoming = (await api.Client.EmailLogs.ListIncomingPageAsync()).Items;
        var outgoing = (await api.Client.EmailLogs.ListOutgoingPageAsync()).Items;

        Assert.That(access.Select(row => (row.Id, row.Outcome)), Is.EqualTo([($"{mailbox}-1", "Successful"), ($"{mailbox}-2", "Failed")]));
        Assert.That((incoming[0].Id, incoming[0].EmailAddress), Is.EqualTo(($"{mailbox}-3", "mario.rossi@example.com")));
        Assert.That((outgoing[0].Id, outgoing[0].DomainName), Is.EqualTo(($"{mailbox}-4", "example.com")));
        Assert.That((await stranger.EmailLogs.ListIncomingPageAsync()).Items, Is.Empty);
        Assert.That(await RefusalAsync(() => stranger.EmailLogs.FindMessageFolderAsync($"{mailbox}-3")), Is.EqualTo("404"));
    }

    [Test]
    public async Task The_message_folder_is_returned_only_for_received_messages()
    {
        await using var api = await EmulatorHarness.StartAsync(options => options.AllowInferred = true);
        var mailbox = (await api.CreateMailboxAsync(await api.CreateActiveDomainAsync())).ResourceCode;

        Assert.That((await api.Client.EmailLogs.FindMessageFolderAsync($"{mailbox}-3")).Folder, Is.EqualTo("INBOX"));
        Assert.That(await RefusalAsync(() => api.Client.EmailLogs.FindMessageFolderAsync($"{mailbox}-4")), Is.EqualTo("404"));
    }

    [Test]
    public async Task Email_log_entries_are_kept_for_30_days()
    {
        var time = EmulatorHarness.CreateClock();
        await using var api = await EmulatorHarness.StartAsync(time);
        var domain = await api.CreateActiveDomainAsync();
        time.Advance(TimeSpan.FromMinutes(2));
        var mailbox = (await api.CreateMailboxAsync(domain)).ResourceCode;

        time.Advance(TimeSpan.FromDays(30));
        var last = (await api.Client.EmailLogs.ListIncomingPageAsync()).Items.Count;
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.That((last, (await api.Client.EmailLogs.ListIncomingPageAsync()).Items.Count), Is.EqualTo((1, 0)));
        Assert.That(await RefusalAsync(() => api.Client.EmailLogs.ExportPdfAsync($"{mailbox}-3")), Is.EqualTo("404"));
    }

    [Test]
    public async Task An_email_log_entry_is_exported_as_PDF()
    {
        await using var api = await EmulatorHarness.StartAsync(options => options.AllowInferred = true);
        var mailbox = (await api.CreateMailboxAsync(await api.CreateActiveDomainAsync(), "mario(x)\\è")).ResourceCode;

        using var file = await api.Client.EmailLogs.ExportPdfAsync($"{mailbox}-3");

        var pdf = await ReadAsync(file);
        Assert.That((file.FileName, file.ContentType), Is.EqualTo(($"log-{mailbox}-3.pdf", "application/pdf")));
        Assert.That(pdf, Does.StartWith("%PDF-").And.Contain(@"mario\(x\)\\?@example.com"));
        Assert.That(OffsetsOf(pdf).Select((offset, index) => pdf[offset..].StartsWith($"{index + 1} 0 obj", StringComparison.Ordinal)), Is.All.True);
    }

    /// <summary>Where the table at the end of a PDF file says that its objects stand.</summary>
    private static IEnumerable<int> OffsetsOf(string pdf) => pdf[int.Parse(pdf.Split("startxref\n")[1].Split('\n')[0], null)..]
        .Split('\n').Where(line => line.EndsWith(" n ", StringComparison.Ordinal)).Select(line => int.Parse(line[..10], null));

    private static async Task<string> ReadAsync(QboxmailDownload file)
    {
        using var reader = new StreamReader(file.Content, Encoding.ASCII);
        return await reader.ReadToEndAsync();
    }
}
