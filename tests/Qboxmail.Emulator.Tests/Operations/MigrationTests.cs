using Microsoft.Extensions.Time.Testing;

namespace Qboxmail.Emulator.Tests;

public class MigrationTests : EmulatorFixture
{
    private FakeTimeProvider _time = null!;

    private protected override Task<EmulatorHarness> StartAsync()
    {
        _time = EmulatorHarness.CreateClock();
        return EmulatorHarness.StartAsync(_time);
    }

    [SetUp]
    public async Task Fill()
    {
        var domain = await Api.CreateActiveDomainAsync();
        Pass(2);

        foreach (var name in new[] { "mario", "anna", "luca" })
        {
            await Api.CreateMailboxAsync(domain, name);
        }
    }

    [Test]
    public async Task A_migration_passes_through_its_states_in_order()
    {
        var code = await CreateAsync(Row("mario"), first: TimeSpan.FromHours(3));
        var states = new List<string>();

        foreach (var minutes in new[] { 0, 1, 1, 178, 1 })
        {
            Pass(minutes);
            var migration = await GetAsync(code);
            states.Add($"{migration.Status}, {migration.StatusDetail}");
        }

        Assert.That(states, Is.EqualTo(
        [
            "validating, first execution",
            "to_schedule, first execution",
            "scheduled, first execution",
            "running, first execution",
            "completed, first execution",
        ]));
    }

    [Test]
    public async Task A_migration_of_a_whole_day_completes_in_one_advance_of_the_clock()
    {
        var created = _time.GetUtcNow();
        var code = await CreateAsync(Row("mario"), first: TimeSpan.FromHours(3), second: TimeSpan.FromHours(20));

        Pass(24 * 60);

        var migration = await GetAsync(code);
        var row = (await RowsAsync(code))[0];
        Assert.That($"{migration.Status}, {migration.StatusDetail}", Is.EqualTo("completed, second execution"));
        Assert.That(
            DocumentedTime.Of(migration.UpdatedAt), Is.EqualTo(DocumentedTime.Of("Migration", "updated_at", created.AddHours(20).AddMinutes(1))));
        Assert.That(row.FirstExecutionRun, Is.EqualTo(new Dictionary<string, object?>
        {
            ["status"] = "success",
            ["started_at"] = "2026-04-16T14:02:00.000+02:00",
            ["finished_at"] = "2026-04-16T14:03:00.000+02:00",
        }));
        Assert.That(Run(row.SecondExecutionRun)["started_at"], Is.EqualTo("2026-04-17T07:02:00.000+02:00"));
    }

    [Test]
    public async Task A_migration_waits_for_its_second_execution_after_the_first()
    {
        var code = await CreateAsync(Row("mario"), first: TimeSpan.FromHours(1), second: TimeSpan.FromHours(2));

        Pass(61);

        var migration = await GetAsync(code);
        Assert.That($"{migration.Status}, {migration.StatusDetail}", Is.EqualTo("scheduled, second execution"));
    }

    [Test]
    public async Task A_migration_starts_at_once_on_request()
    {
        var code = await CreateAsync(Row("mario"));

        Pass(2);
        var running = (await GetAsync(code)).Status;
        Pass(1);

        Assert.That((running, (await GetAsync(code)).Status), Is.EqualTo((MigrationStatus.Running, MigrationStatus.Completed)));
    }

    [Test]
    public async Task A_migration_is_late_when_its_start_date_passes_before_it_can_start()
    {
        var late = await CreateAsync(Row("mario"), first: TimeSpan.FromMinutes(1));
        var punctual = await CreateAsync(Row("anna"), first: TimeSpan.FromMinutes(2));

        Pass(2);

        Assert.That(((await GetAsync(late)).IsLate, (await GetAsync(punctual)).IsLate), Is.EqualTo(((bool?)true, (bool?)false)));
    }

    [Test]
    public async Task A_migration_completes_with_errors_when_some_rows_fail()
    {
        var code = await CreateAsync($"{Row("mario")}{Row("anna", "error.example.net")}{Row("luca", "crash.example.net")}{Row("nobody")}");

        Pass(3);

        var migration = await GetAsync(code);
        var failed = await Api.Client.Migrations.ListResourcesPageAsync(
            code, new MigrationsListResourcesQuery { Status = MigrationResourceStatusFilter.Failed });
        var crashed = await Api.Client.Migrations.ListResourcesPageAsync(
            code, new MigrationsListResourcesQuery { Status = MigrationResourceStatusFilter.Crashed });
        Assert.That(
            (migration.Status, migration.ResourcesHasErrors, migration.ResourceCount),
            Is.EqualTo((MigrationStatus.CompletedWithErrors, (bool?)true, (long?)4)));
        Assert.That(failed.Items.Select(row => $"{row.LocalEmail} {row.Status}: {row.ErrorDetails![0]}"), Is.EqualTo(
        [
            "anna@example.com error: The remote server refused the login.",
            "luca@example.com crashed: The copy ended unexpectedly.",
            "nobody@example.com error: local_email is not found",
        ]));
        Assert.That(crashed.Items, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_migration_fails_when_every_row_fails()
    {
        var code = await CreateAsync($"{Row("anna", "error.example.net")}{Row("luca", "crash.example.net")}");

        Pass(3);

        Assert.That((await GetAsync(code)).Status, Is.EqualTo(MigrationStatus.Failed));
    }

    [Test]
    public async Task A_migration_without_a_valid_row_fails_before_it_is_scheduled()
    {
        var code = await CreateAsync($"{Row("nobody")}only-one-field\n");

        Pass(1);

        Assert.That((await GetAsync(code)).Status, Is.EqualTo(MigrationStatus.Failed));
        Assert.That(
            (await RowsAsync(code)).Select(row => row.ErrorDetails![0]),
            Is.EqualTo(["local_email is not found", "remote_server is required"]));
    }

    [Test]
    public async Task Migration_rows_are_returned_without_passwords()
    {
        var code = await CreateAsync($"{Row("mario")}anna@example.com;imap.example.net;anna;{Password};master\n");

        var rows = await RowsAsync(code);

        Assert.That(rows.Select(row => (row.LocalEmail, row.RemoteServer, row.RemoteUserName, row.MasterUser)), Is.EqualTo(
        [
            ("mario@example.com", "imap.example.net", "mario@example.net", ""),
            ("anna@example.com", "imap.example.net", "anna", "master"),
        ]));
        Assert.That(rows.SelectMany(row => row.AdditionalProperties), Is.Empty);
    }

    [Test]
    public async Task A_migration_finds_mailboxes_by_a_domain_alias()
    {
        var domain = (await Api.Client.Domains.ListPageAsync()).Items[0].Code;
        await Api.Client.DomainAliases.CreateAsync(domain, new CreateDomainAliasRequest("example.net"));

        var code = await CreateAsync($"mario@example.net;imap.example.org;mario;{Password}");
        Pass(3);

        Assert.That((await GetAsync(code)).Status, Is.EqualTo(MigrationStatus.Completed));
    }

    [Test]
    public async Task Only_an_administrator_executes_a_migration_out_of_schedule()
    {
        var code = await CreateAsync(Row("mario"), first: TimeSpan.FromDays(60), second: TimeSpan.FromDays(90));
        var administrator = Api.As(new EmulatorToken("administrator-token") { Role = EmulatorRole.Administrator });
        Pass(2);

        var refused =
            await RefusalAsync(() => Api.Client.Migrations.ExecuteAsync(code, new ExecuteMigrationRequest(MigrationExecution.First)));
        await administrator.Migrations.ExecuteAsync(code, new ExecuteMigrationRequest(MigrationExecution.First));
        var running = await GetAsync(code);
        var again =
            await RefusalAsync(() => administrator.Migrations.ExecuteAsync(code, new ExecuteMigrationRequest(MigrationExecution.First)));
        Pass(1);
        var ended = await GetAsync(code);
        Pass(70 * 24 * 60);

        Assert.That(refused, Is.EqualTo("403"));
        Assert.That((running.Status, running.AdminFirstExecutionOverride), Is.EqualTo((MigrationStatus.Running, (bool?)true)));
        Assert.That(again, Is.EqualTo("422, execution is not valid"));
        Assert.That($"{ended.Status}, {ended.StatusDetail}", Is.EqualTo("scheduled, second execution"));
        Assert.That(Run((await RowsAsync(code))[0].FirstExecutionRun)["finished_at"], Is.EqualTo("2026-04-16T11:05:00.000+02:00"));
    }

    [Test]
    public async Task A_deleted_migration_is_canceled()
    {
        var code = await CreateAsync(Row("mario"), first: TimeSpan.FromHours(1));
        Pass(2);

        await Api.Client.Migrations.DeleteAsync(code);
        var canDelete = (await GetAsync(code)).CanDelete;
        Pass(1);

        Assert.That(canDelete, Is.False);
        Assert.That(await RefusalAsync(() => GetAsync(code)), Is.EqualTo("404"));
    }

    [Test]
    public async Task A_migration_requires_rows_and_valid_dates()
    {
        var tooMany = string.Concat(Enumerable.Repeat(Row("mario"), 501));

        Assert.That(await RefusalAsync(() => CreateAsync("\n")), Is.EqualTo("422, csv_file_content has no rows"));
        Assert.That(await RefusalAsync(() => CreateAsync(tooMany)), Is.EqualTo("422, csv_file_content has more than 500 rows"));
        Assert.That(await RefusalAsync(
            () => Api.Client.Migrations.CreateAsync(new CreateMigrationRequest("rows.csv", Row("mario"), "standard"))),
            Is.EqualTo("422, first_execution_date is required"));
        Assert.That(await RefusalAsync(() => CreateAsync(Row("mario"), TimeSpan.FromHours(2), TimeSpan.FromHours(1))),
            Is.EqualTo("422, second_execution_date is not valid"));
        Assert.That(await RefusalAsync(() => CreateAsync(Row("mario"), filter: MigrationDateFilter.Custom)),
            Is.EqualTo("422, custom_from_date is required"));
        var body = """
            {"csv_file_name": "rows.csv", "csv_file_content": "x", "preset": "standard", "execute_now": true,
             "date_filter_preset": "custom", "custom_from_date": "yesterday"}
            """;
        Assert.That(await RefusalAsync(() => Api.Client.SendAsync(HttpMethod.Post, "/api/migrations", body)),
            Is.EqualTo("422, custom_from_date is not valid"));
    }

    [Test]
    public async Task A_migration_excludes_messages_before_the_date_filter()
    {
        var all = await CreateAsync(Row("mario"), filter: MigrationDateFilter.All);
        var lastMonth = await CreateAsync(Row("mario"), filter: MigrationDateFilter.LastMonth);
        var custom = await CreateAsync(Row("mario"), filter: MigrationDateFilter.Custom, from: new DateTime(2025, 1, 1));

        Assert.That((await GetAsync(all)).FromDate, Is.Null);
        Assert.That(
            DocumentedTime.Of((await GetAsync(lastMonth)).FromDate),
            Is.EqualTo(DocumentedTime.Of("Migration", "from_date", _time.GetUtcNow().AddMonths(-1))));
        var day = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.That(DocumentedTime.Of((await GetAsync(custom)).FromDate), Is.EqualTo(DocumentedTime.Of("Migration", "from_date", day)));
        Assert.That(
            DocumentedTime.Of((await RowsAsync(custom))[0].FromDate), Is.EqualTo(DocumentedTime.Of("MigrationResource", "from_date", day)));
    }

    [Test]
    public async Task At_most_five_migrations_are_pending_at_once()
    {
        for (var number = 0; number < 5; number++)
        {
            await CreateAsync(Row("mario"));
        }

        var sixth = await RefusalAsync(() => CreateAsync(Row("mario")));
        Pass(3);

        Assert.That(sixth, Is.EqualTo("422, migrations limit reached"));
        Assert.That(await CreateAsync(Row("mario")), Does.StartWith("MG"));
    }

    private static IReadOnlyDictionary<string, object?> Run(object? run) => (IReadOnlyDictionary<string, object?>)run!;

    private static string Row(string name, string host = "imap.example.net") => $"{name}@example.com;{host};{name}@example.net;{Password}\n";

    private void Pass(int minutes) => _time.Advance(TimeSpan.FromMinutes(minutes));

    /// <summary>Creates a migration; without a time it starts at once.</summary>
    private async Task<string> CreateAsync(
        string csv, TimeSpan? first = null, TimeSpan? second = null, MigrationDateFilter? filter = null, DateTime? from = null) =>
        (await Api.Client.Migrations.CreateAsync(new CreateMigrationRequest("rows.csv", csv, "standard")
        {
            ExecuteNow = first is null,
            FirstExecutionDate = _time.GetUtcNow() + first,
            SecondExecutionDate = _time.GetUtcNow() + second,
            DateFilterPreset = filter,
            CustomFromDate = from,
        })).ResourceCode;

    private Task<Migration> GetAsync(string code) => Api.Client.Migrations.GetAsync(code);

    private async Task<IReadOnlyList<MigrationResource>> RowsAsync(string code) => (await Api.Client.Migrations.ListResourcesPageAsync(code)).Items;
}
