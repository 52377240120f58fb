namespace Qboxmail.Emulator.Tests;

public class FileTests : EmulatorFixture
{
    private string _domain = null!;
    private string _mailbox = null!;

    private protected override Task<EmulatorHarness> StartAsync() => EmulatorHarness.StartAsync(options => options.AllowInferred = true);

    [SetUp]
    public async Task Fill()
    {
        _domain = await Api.CreateActiveDomainAsync();
        _mailbox = (await Api.CreateMailboxAsync(_domain)).ResourceCode;
    }

    [Test]
    public async Task A_report_contains_the_existing_resources()
    {
        await Api.Client.EmailAliases.CreateAsync(_domain, new CreateEmailAliasRequest("info", ["mario@example.org", "anna@example.org"]));
        await Api.Client.Vault.ActivateDomainAsync(_domain, new ActivateVaultDomainRequest([_mailbox], 36));

        Assert.That(await ReportAsync("domains"),
            Is.EqualTo($"code;name;status;status_detail;no_email_accounts\n{_domain};example.com;enabled;ok;1\n"));
        Assert.That(await ReportAsync("email_accounts"),
            Is.EqualTo($"code;email_address;status;max_email_quota\n{_mailbox};mario.rossi@example.com;enabled;8589934592\n"));
        Assert.That(await ReportAsync("email_aliases"), Does.EndWith(";info;example.com;mario@example.org,anna@example.org;enabled\n"));
        Assert.That(await ReportAsync("email_archives"), Does.EndWith($"{_mailbox};mario.rossi@example.com;enabled;36\n"));
        Assert.That(await ReportAsync("domain_limits"), Does.Contain($"{_domain};example.com;-1;"));
        Assert.That(await ReportAsync("domain_aliases"), Is.EqualTo("code;name;status;status_detail\n"));
    }

    [Test]
    public async Task A_report_file_has_a_name_and_a_content_type()
    {
        var code = (await Api.Client.Reports.CreateAsync(new CreateReportRequest("domains"))).ResourceCode;

        using var file = await Api.Client.Reports.DownloadAsync(code);

        Assert.That((file.FileName, file.ContentType), Is.EqualTo(($"{code}.csv", "text/csv")));
    }

    [Test]
    public async Task A_report_can_be_downloaded_once_it_is_completed()
    {
        var time = EmulatorHarness.CreateClock();
        await using var api = await EmulatorHarness.StartAsync(time);
        var code = (await api.Client.Reports.CreateAsync(new CreateReportRequest("domains"))).ResourceCode;

        var before = (await api.Client.Reports.GetAsync(code)).Status;
        var refused = await RefusalAsync(() => api.Client.Reports.DownloadAsync(code));
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.That((before, refused, (await api.Client.Reports.GetAsync(code)).Status), Is.EqualTo(("processing", "404", "completed")));
    }

    [Test]
    public async Task A_report_of_an_unknown_type_is_rejected() =>
        Assert.That(await RefusalAsync(() => Api.Client.Reports.CreateAsync(new CreateReportRequest("people"))),
            Is.EqualTo("422, type is not included in the list"));

    [Test]
    public async Task The_suppression_list_export_contains_its_entries()
    {
        await Api.Client.Delivery.SuppressionLists.CreateAsync(new CreateSuppressionEntryRequest("giulia@example.org", SuppressionReason.Bounce));

        using var file = await Api.Client.Delivery.SuppressionLists.ExportAsync();

        Assert.That((file.FileName, file.ContentType), Is.EqualTo(("suppression-list.csv", "text/csv")));
        Assert.That(await ReadAsync(file), Does.StartWith("email;reason;active;created_at\ngiulia@example.org;bounce;true;"));
    }

    [Test]
    public async Task A_CSV_report_quotes_fields_that_contain_separators_or_quotes()
    {
        await Api.CreateMailboxAsync(_domain, "a;\"b");

        Assert.That(await ReportAsync("email_accounts"), Does.Contain(";\"a;\"\"b@example.com\";"));
    }

    private static async Task<string> ReadAsync(QboxmailDownload file)
    {
        using var reader = new StreamReader(file.Content);
        return await reader.ReadToEndAsync();
    }

    private async Task<string> ReportAsync(string type)
    {
        var code = (await Api.Client.Reports.CreateAsync(new CreateReportRequest(type))).ResourceCode;
        using var file = await Api.Client.Reports.DownloadAsync(code);
        return await ReadAsync(file);
    }
}
