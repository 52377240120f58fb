namespace Qboxmail.Emulator.Tests;

public class ImportTests : EmulatorFixture
{
    private protected override Task<EmulatorHarness> StartAsync() => EmulatorHarness.StartAsync(options => options.AllowInferred = true);

    [Test]
    public async Task A_new_import_is_validated_after_a_while()
    {
        var time = EmulatorHarness.CreateClock();
        await using var api = await EmulatorHarness.StartAsync(time);

        var code = (await api.Client.Imports.CreateAsync(
            new CreateImportRequest(ImportType.Domains, "domains.csv", $"example.com;{Password}"))).ResourceCode;
        var before = (await api.Client.Imports.GetAsync(code)).Status;
        time.Advance(TimeSpan.FromMinutes(1));
        var after = (await api.Client.Imports.GetAsync(code)).Status;

        Assert.That((before, after), Is.EqualTo((ImportStatus.Validating, ImportStatus.Valid)));
    }

    [Test]
    public async Task An_import_with_only_valid_rows_creates_their_resources()
    {
        var import = await ImportAsync("domains", $"example.com;{Password}\r\n\"example.net\";\"{{SHA512-CRYPT}}$6$x\"\n");

        Assert.That((import.Status, import.ResourceCount, import.OriginalCsvFileName), Is.EqualTo((ImportStatus.Valid, 2L, "rows.csv")));
        Assert.That((await Api.Client.Domains.ListPageAsync()).Items.Select(domain => domain.Name), Is.EqualTo(["example.com", "example.net"]));
    }

    [Test]
    public async Task An_import_skips_invalid_rows_and_reports_their_errors()
    {
        await Api.CreateActiveDomainAsync();

        var import = await ImportAsync(
            "domains", $"example.com;{Password}\nexample.net;{Password}\nexample.net;{Password}\nno name;{Password}\nexample.org;weak\nexample.org");

        var rows = (await Api.Client.Imports.ListResourcesPageAsync(import.Code)).Items;
        Assert.That((import.Status, import.StatusDetail), Is.EqualTo((ImportStatus.ValidWithSkipped, "5 rows skipped")));
        Assert.That(rows.Select(row => (row.Description, string.Join(',', row.ErrorDetails!))), Is.EqualTo(
        [
            ("example.com", "name already exists"),
            ("example.net", ""),
            ("example.net", "name already exists"),
            ("no name", "name is not valid"),
            ("example.org", "password is not valid"),
            ("example.org", "password is required"),
        ]));
    }

    [Test]
    public async Task An_import_without_a_valid_row_is_invalid()
    {
        var import = await ImportAsync("domains", "no name;weak");

        Assert.That(import.Status, Is.EqualTo(ImportStatus.Invalid));
        Assert.That(
            (await Assert.ThrowsAsync<QboxmailWaitFailedException>(() => Api.Client.Imports.WaitUntilReadyAsync(import.Code)))!.Status,
            Is.EqualTo("invalid"));
    }

    [Test]
    public async Task An_import_accepts_1_to_250_rows()
    {
        string Rows(int count) => string.Concat(Enumerable.Range(1, count).Select(number => $"example-{number}.com;{Password}\n"));

        var most = await ImportAsync("domains", Rows(250));
        var none = await ImportAsync("domains", "\n\n");

        Assert.That((most.Status, none.Status), Is.EqualTo((ImportStatus.Valid, ImportStatus.Invalid)));
        Assert.That(none.ErrorDetails![0], Is.EqualTo("The file has no rows."));
        Assert.That(
            await RefusalAsync(() => ImportAsync("domains", Rows(251))), Is.EqualTo("422, csv_file_content has more than 250 rows"));
    }

    [Test]
    public async Task An_import_creates_mailboxes_and_aliases()
    {
        var domain = await Api.CreateActiveDomainAsync();

        var mailboxes = await ImportAsync("email_accounts", $"mario@example.com;{Password}\nanna@example.org;{Password}");
        var emailAliases =
            await ImportAsync("email_aliases", "info@example.com;mario@example.com,anna@example.org\nmario@example.com;anna@example.org");
        var domainAliases = await ImportAsync("domain_aliases", "example.net;example.com\nexample.org;nothing.com");

        Assert.That(new[] { mailboxes, emailAliases, domainAliases }.Select(import => import.Status), Is.All.EqualTo(ImportStatus.ValidWithSkipped));
        Assert.That((await Api.Client.EmailAccounts.ListPageAsync(domain)).Items[0].EmailAddress, Is.EqualTo("mario@example.com"));
        Assert.That(
            (await Api.Client.EmailAliases.ListPageAsync(domain)).Items[0].Destinations,
            Is.EqualTo(["mario@example.com", "anna@example.org"]));
        Assert.That((await Api.Client.DomainAliases.ListPageAsync(domain)).Items[0].Name, Is.EqualTo("example.net"));
        Assert.That((await Api.Client.Imports.ListResourcesPageAsync(mailboxes.Code)).Items[1].ErrorDetails, Is.EqualTo(["domain is not found"]));
    }

    [Test]
    public async Task An_import_respects_the_limits_of_a_domain()
    {
        var domain = await Api.CreateActiveDomainAsync();
        await Api.Client.Domains.UpdateAsync(domain, new UpdateDomainRequest { MaxEmailAccounts = 1 });

        var import = await ImportAsync("email_accounts", $"mario@example.com;{Password}\nanna@example.com;{Password}");

        Assert.That(
            (await Api.Client.Imports.ListResourcesPageAsync(import.Code)).Items[1].ErrorDetails,
            Is.EqualTo(["max_email_accounts limit reached"]));
    }

    [Test]
    public async Task An_import_accepts_a_base64_file()
    {
        var content = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"example.com;{Password}"));

        Assert.That((await ImportAsync("domains", $"data:text/csv;base64,{content}")).Status, Is.EqualTo(ImportStatus.Valid));
        Assert.That(await RefusalAsync(() => ImportAsync("domains", "data:text/csv;base64,?")),
            Is.EqualTo("422, csv_file_content is not valid"));
    }

    [TestCase("\uFEFFa.example;Abcdefg1\nb.example;Abcdefg1", 2)]
    [TestCase("a.example;Abcdefg1\rb.example;Abcdefg1\r", 2)]
    [TestCase("a.example;Abcdefg1\r\n\r\nb.example;Abcdefg1\r\n", 2)]
    [TestCase("a.example;Abcdefg1\n;\nb.example;Abcdefg1", 2)]
    [TestCase("a.example;Abc\"defg1\nb.example;Abcdefg1\nc.example;Abcdefg1", 3)]
    [TestCase("a.example;Abcdefg1\"\nb.example;\"Abc;defg1\"\nc.example;\"Abc\"\"defg1\"", 3)]
    [TestCase("a.example;=Abcdefg1\nb.example;-Abcdefg1\nc.example;\"@Abcdefg1\"", 3)]
    [TestCase(" a.example ; Abcdefg1\n\"b.example\" ;\tAbcdefg1", 2)]
    public async Task CSV_rows_are_read_regardless_of_the_program_that_wrote_the_file(string csv, int rows)
    {
        var import = await ImportAsync("domains", csv);

        Assert.That((import.Status, import.ResourceCount), Is.EqualTo((ImportStatus.Valid, (long)rows)));
        Assert.That((await Api.Client.Domains.ListPageAsync()).Items.Select(domain => domain.Name),
            Is.EqualTo(new[] { "a.example", "b.example", "c.example" }.Take(rows)));
    }

    [TestCase("a.example;\"Abcdefg1\nb.example;Abcdefg1")]
    [TestCase("a.example;\"Abc\"defg1\nb.example;Abcdefg1")]
    [TestCase("data:text/csv;base64,YS5leGFtcGxlO+k=")]
    public async Task A_malformed_import_file_is_rejected(string csv) =>
        Assert.That(await RefusalAsync(() => ImportAsync("domains", csv)), Is.EqualTo("422, csv_file_content is not valid"));

    [Test]
    public async Task Import_rows_return_their_fields_without_passwords()
    {
        var import = await ImportAsync("domains", $"example.com;{Password}");

        Assert.That(
            (await Api.Client.Imports.ListResourcesPageAsync(import.Code)).Items[0].Fields,
            Is.EqualTo(new Dictionary<string, object?> { ["name"] = "example.com" }));
    }

    [Test]
    public async Task An_import_of_an_unknown_type_is_rejected() =>
        Assert.That(await RefusalAsync(() => ImportAsync("people", "Mario")), Is.EqualTo("422, type is not included in the list"));

    [Test]
    public async Task Imports_are_filtered_by_status_and_can_be_deleted()
    {
        var right = await ImportAsync("domains", $"example.com;{Password}");
        var wrong = await ImportAsync("domains", "no name;weak");

        var invalid = await Api.Client.Imports.ListPageAsync(new ImportsListQuery { Status = ImportStatusFilter.Invalid });
        await Api.Client.Imports.DeleteAsync(wrong.Code);
        var left = await Api.Client.Imports.ListPageAsync(new ImportsListQuery { Status = ImportStatusFilter.All });

        Assert.That(invalid.Items.Select(import => import.Code), Is.EqualTo([wrong.Code]));
        Assert.That(left.Items.Select(import => import.Code), Is.EqualTo([right.Code]));
        Assert.That((await Api.Client.Domains.ListPageAsync()).Items, Has.Count.EqualTo(1));
    }

    private async Task<Import> ImportAsync(string type, string csv)
    {
        var code = (await Api.Client.Imports.CreateAsync(new CreateImportRequest(type, "rows.csv", csv))).ResourceCode;
        return await Api.Client.Imports.GetAsync(code);
    }
}
