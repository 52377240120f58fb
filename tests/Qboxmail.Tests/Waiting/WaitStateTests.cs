using System.Net;
using System.Reflection;
using Qboxmail.Json;

namespace Qboxmail.Tests;

/// <summary>What each wait of each client polls, and which states end it.</summary>
public class WaitStateTests : ApiTests
{
    private static readonly WaitCase[] Waits =
    [
        new("DomainsClient.WaitUntilReadyAsync", "/api/domains/D1", "D1", (client, options) => client.Domains.WaitUntilReadyAsync("D1", options))
        {
            Ready = ["""{"status": "enabled", "status_detail": "ok"}""", """{"status": "Enabled", "status_detail": "OK"}"""],
            Pending =
            [
                """{"status": "enabled"}""", """{"status": "enabled", "status_detail": "activating"}""",
                """{"status": "ownership_check", "status_detail": "ok"}""",
                """{"status": "disabled", "status_detail": "ok"}""", """{"status": "frozen"}""", "{}",
                """{"status": ["enabled"], "status_detail": "ok"}""",
            ],
        },
        new("DomainAliasesClient.WaitUntilReadyAsync", "/api/domains/D1/aliases/AD1", "AD1", (client, options) =>
            client.DomainAliases.WaitUntilReadyAsync("D1", "AD1", options))
        {
            Ready = ["""{"status": "enabled", "status_detail": "ok"}"""],
            Pending =
            [
                """{"status": "enabled"}""", """{"status": "enabled", "status_detail": "activating"}""",
                """{"status": "ownership_check", "status_detail": "ok"}""", "{}",
            ],
        },
        new("EmailAccountsClient.WaitUntilReadyAsync", "/api/domains/D1/email_accounts/EA1", "EA1", (client, options) =>
            client.EmailAccounts.WaitUntilReadyAsync("D1", "EA1", options))
        {
            Ready =
            [
                """{"status": "enabled", "status_detail": "ok"}""", """{"status": "enabled"}""", """{"status": "enabled", "status_detail": null}""",
            ],
            Pending =
            [
                """{"status": "enabled", "status_detail": "creating"}""", """{"status": "disabled", "status_detail": "ok"}""",
                """{"status_detail": "ok"}""", "{}",
            ],
        },
        new("EmailAliasesClient.WaitUntilReadyAsync", "/api/domains/D1/alias_email_accounts/AE1", "AE1", (client, options) =>
            client.EmailAliases.WaitUntilReadyAsync("D1", "AE1", options))
        {
            Ready = ["""{"status": "enabled", "status_detail": "ok"}""", """{"status": "enabled"}"""],
            Pending = ["""{"status": "enabled", "status_detail": "creating"}""", """{"status": "disabled"}""", "{}"],
        },
        new("VaultClient.WaitUntilReadyAsync", "/api/domains/D1", "D1", (client, options) => client.Vault.WaitUntilReadyAsync("D1", options))
        {
            Ready = ["""{"archive_status": "enabled"}""", """{"archive_status": "enabled", "status": "disabled"}"""],
            Pending =
            [
                """{"archive_status": "activating"}""", """{"archive_status": "disabling"}""", """{"archive_status": "disabled"}""",
                """{"archive_status": "deleting"}""",
                """{"archive_status": "new"}""", """{"status": "enabled", "status_detail": "ok"}""", "{}",
            ],
            Failed = ["""{"archive_status": "failure", "status": "enabled", "status_detail": "ok"}"""],
            Status = "archive_status",
            StatusDetail = "none",
        },
        new("ImportsClient.WaitUntilReadyAsync", "/api/imports?page=1&per=200", "I1", (client, options) =>
            client.Imports.WaitUntilReadyAsync("I1", options))
        {
            Ready = ["""{"status": "valid"}""", """{"status": "valid_with_skipped"}"""],
            Pending = ["""{"status": "validating"}""", """{"status": "importing"}""", "{}"],
            Failed = ["""{"status": "invalid", "status_detail": "header missing"}"""],
        },
        new("MigrationsClient.WaitUntilReadyToScheduleAsync", "/api/migrations/MG1", "MG1", (client, options) =>
            client.Migrations.WaitUntilReadyToScheduleAsync("MG1", options))
        {
            Ready =
            [
                """{"status": "to_schedule"}""", """{"status": "scheduled"}""", """{"status": "running"}""", """{"status": "completed"}""",
                """{"status": "completed_with_errors"}""",
            ],
            Pending = ["""{"status": "validating"}""", """{"status": "new"}""", "{}"],
            Failed = ["""{"status": "failed"}"""],
        },
        new("MigrationsClient.WaitUntilFinishedAsync", "/api/migrations/MG1", "MG1", (client, options) =>
            client.Migrations.WaitUntilFinishedAsync("MG1", options))
        {
            Ready = ["""{"status": "completed"}""", """{"status": "completed_with_errors"}"""],
            Pending =
            [
                """{"status": "validating"}""", """{"status": "to_schedule"}""", """{"status": "scheduled"}""",
                """{"status": "running", "status_detail": "first execution"}""", "{}",
            ],
            Failed = ["""{"status": "failed", "status_detail": "first execution"}"""],
        },
        new("DeliveryDomainsClient.WaitUntilVerifiedAsync", "/api/delivery/domains?page=1&per=200", "DD1", (client, options) =>
            client.Delivery.Domains.WaitUntilVerifiedAsync("DD1", options))
        {
            Ready =
            [
                """{"dns_verification_status": "verified"}""", """{"display_status": "enabled"}""",
                """{"display_status": "enabled", "dns_verification_status": "not_verified"}""",
                """{"display_status": "misconfigured", "dns_verification_status": "verified"}""",
            ],
            Pending =
            [
                """{"display_status": "not_verified", "dns_verification_status": "not_verified"}""", """{"display_status": "misconfigured"}""",
                """{"display_status": "disabled"}""",
                """{"status": 1, "status_detail": "ok"}""", "{}",
            ],
            Failed = ["""{"display_status": "blocked"}""", """{"display_status": "blocked", "dns_verification_status": "verified"}"""],
            Status = "display_status",
            StatusDetail = "dns_verification_status",
        },
    ];

    private static readonly WaitCase[] Deletions =
    [
        new("DomainsClient.WaitUntilDeletedAsync", "/api/domains/D1", "D1", (client, options) => client.Domains.WaitUntilDeletedAsync("D1", options)),
        new("DomainAliasesClient.WaitUntilDeletedAsync", "/api/domains/D1/aliases/AD1", "AD1", (client, options) =>
            client.DomainAliases.WaitUntilDeletedAsync("D1", "AD1", options)),
        new("EmailAccountsClient.WaitUntilDeletedAsync", "/api/domains/D1/email_accounts/EA1", "EA1", (client, options) =>
            client.EmailAccounts.WaitUntilDeletedAsync("D1", "EA1", options)),
        new("EmailAliasesClient.WaitUntilDeletedAsync", "/api/domains/D1/alias_email_accounts/AE1", "AE1", (client, options) =>
            client.EmailAliases.WaitUntilDeletedAsync("D1", "AE1", options)),
        new("ImportsClient.WaitUntilDeletedAsync", "/api/imports?page=1&per=200", "I1", (client, options) =>
            client.Imports.WaitUntilDeletedAsync("I1", options)),
        new("MigrationsClient.WaitUntilDeletedAsync", "/api/migrations/MG1", "MG1", (client, options) =>
            client.Migrations.WaitUntilDeletedAsync("MG1", options)),
        new("DeliveryDomainsClient.WaitUntilDeletedAsync", "/api/delivery/domains?page=1&per=200", "DD1", (client, options) =>
            client.Delivery.Domains.WaitUntilDeletedAsync("DD1", options)),
    ];

    private static readonly WaitCase[] Evaluations =
    [
        new("DomainsClient.WaitUntilAsync", "/api/domains/D1", "D1",
            (client, options) => client.Domains.WaitUntilAsync("D1", _ => WaitVerdict.Ready, options)),
        new("DomainAliasesClient.WaitUntilAsync", "/api/domains/D1/aliases/AD1", "AD1",
            (client, options) => client.DomainAliases.WaitUntilAsync("D1", "AD1", _ => WaitVerdict.Ready, options)),
        new("EmailAccountsClient.WaitUntilAsync", "/api/domains/D1/email_accounts/EA1", "EA1",
            (client, options) => client.EmailAccounts.WaitUntilAsync("D1", "EA1", _ => WaitVerdict.Ready, options)),
        new("EmailAliasesClient.WaitUntilAsync", "/api/domains/D1/alias_email_accounts/AE1", "AE1",
            (client, options) => client.EmailAliases.WaitUntilAsync("D1", "AE1", _ => WaitVerdict.Ready, options)),
        new("VaultClient.WaitUntilAsync", "/api/domains/D1", "D1",
            (client, options) => client.Vault.WaitUntilAsync("D1", _ => WaitVerdict.Ready, options)),
        new("ImportsClient.WaitUntilAsync", "/api/imports?page=1&per=200", "I1",
            (client, options) => client.Imports.WaitUntilAsync("I1", _ => WaitVerdict.Ready, options)),
        new("MigrationsClient.WaitUntilAsync", "/api/migrations/MG1", "MG1",
            (client, options) => client.Migrations.WaitUntilAsync("MG1", _ => WaitVerdict.Ready, options)),
        new("DeliveryDomainsClient.WaitUntilAsync", "/api/delivery/domains?page=1&per=200", "DD1",
            (client, options) => client.Delivery.Domains.WaitUntilAsync("DD1", _ => WaitVerdict.Ready, options)),
        new("DeliveryAccountsClient.WaitUntilAsync", "/api/delivery/accounts/1042", "1042",
            (client, options) => client.Delivery.Accounts.WaitUntilAsync(1042, _ => WaitVerdict.Ready, options))
        {
            Identity = "\"id\": 1042",
        },
        new("ReportsClient.WaitUntilAsync", "/api/reports/R1", "R1",
            (client, options) => client.Reports.WaitUntilAsync("R1", _ => WaitVerdict.Ready, options)),
    ];

    [TestCaseSource(nameof(Waits))]
    public async Task A_wait_for_a_ready_resource_takes_one_request_and_returns_it(WaitCase wait)
    {
        foreach (var state in wait.Ready)
        {
            using var api = new FakeApi();
            using var client = api.CreateClient();
            api.Time.AutoAdvanceDelays = true;
            api.Get(wait.Path, wait.Answer(state));

            var seen = await wait.RunAsync(client);

            Assert.That(((IResponseModel)seen).Identity, Is.EqualTo(wait.Code), state);
            api.Verify();
        }
    }

    [TestCaseSource(nameof(Waits))]
    public async Task Any_state_that_is_neither_ready_nor_failed_is_pending(WaitCase wait)
    {
        Api.Time.AutoAdvanceDelays = true;

        foreach (var state in wait.Pending)
        {
            Api.Get(wait.Path, wait.Answer(state));
        }

        Api.Get(wait.Path, wait.Answer(wait.Ready[0]));

        await wait.RunAsync(Client);

        Assert.That(Api.Time.Pauses, Has.Count.EqualTo(wait.Pending.Length));
        Api.Verify();
    }

    [TestCaseSource(nameof(Waits))]
    public async Task A_wait_for_a_failed_resource_takes_one_request_and_throws(WaitCase wait)
    {
        foreach (var state in wait.Failed)
        {
            using var api = new FakeApi();
            using var client = api.CreateClient();
            api.Time.AutoAdvanceDelays = true;
            api.Get(wait.Path, wait.Answer(state));

            var exception = await Assert.ThrowsAsync<QboxmailWaitFailedException>(() => wait.RunAsync(client));

            var fields = System.Text.Json.Nodes.JsonNode.Parse(state)!;
            Assert.That(exception!.Failed, Is.EqualTo(new[] { wait.Code }));
            Assert.That(exception.Status, Is.EqualTo((string?)fields[wait.Status]));
            Assert.That(exception.StatusDetail, Is.EqualTo((string?)fields[wait.StatusDetail]));
            Assert.That(exception.Message, Does.Contain($" {wait.Code} has failed. Last state: "));
            api.Verify();
        }
    }

    [TestCaseSource(nameof(Deletions))]
    public async Task A_resource_counts_as_deleted_when_two_polls_do_not_find_it(WaitCase wait)
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Get(wait.Path, wait.Answer("""{"status": "failed", "archive_status": "failure", "display_status": "blocked"}"""))
            .Get(wait.Path, wait.Answer("""{"status": "enabled", "status_detail": "ok"}"""));

        for (var miss = 1; miss <= 2; miss++)
        {
            _ = wait.IsList
                ? Api.Get(wait.Path, """{"resources": [{"code": "other"}], "pagination": {"total_pages": 1}}""")
                : Api.Get(wait.Path, HttpStatusCode.NotFound);
        }


        await wait.EndAsync(Client);

        Assert.That(Api.Time.Pauses, Has.Count.EqualTo(3));
        Api.Verify();
    }

    // To an inferred operation, 404 shows nothing before it has succeeded once.
    private static IEnumerable<WaitCase> DeletionsOfKnownPaths =>
        Deletions.Where(wait => !wait.Name.StartsWith("DomainAliases", StringComparison.Ordinal));

    [TestCaseSource(nameof(DeletionsOfKnownPaths))]
    public async Task A_resource_that_was_never_found_counts_as_deleted_at_once(WaitCase wait)
    {
        Api.Time.AutoAdvanceDelays = true;
        _ = wait.IsList ? Api.Get(wait.Path, """{"resources": [], "pagination": {"total_pages": 0}}""") : Api.Get(wait.Path, HttpStatusCode.NotFound);

        await wait.EndAsync(Client);

        Api.Verify();
    }

    [TestCaseSource(nameof(Deletions))]
    public async Task A_deletion_wait_that_times_out_reports_the_last_state(WaitCase wait)
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Get(wait.Path, wait.Answer("""{"status": "new", "display_status": "not_verified"}"""))
            .Get(wait.Path, wait.Answer("""{"status": "enabled", "display_status": "enabled"}"""));

        var exception = await Assert.ThrowsAsync<QboxmailWaitTimeoutException>(
            () => wait.EndAsync(Client, new() { Timeout = TimeSpan.FromSeconds(1) }));

        Assert.That((exception!.Status, exception.Pending.Single()), Is.EqualTo(("enabled", wait.Code)));
        Api.Verify();
    }

    [TestCaseSource(nameof(Evaluations))]
    public async Task A_wait_with_an_evaluator_polls_the_same_operation_as_the_standard_wait(WaitCase wait)
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Get(wait.Path, wait.Answer("{}"));

        var seen = await wait.RunAsync(Client);

        Assert.That(((IResponseModel)seen).Identity, Is.EqualTo(wait.Code));
        Api.Verify();
    }

    [Test]
    public async Task A_wait_finds_an_item_on_any_page_by_its_exact_code()
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Get(
            "/api/imports?page=1&per=200",
            """{"resources": [{"code": "I10", "status": "valid"}, {"code": "i1", "status": "valid"}], "pagination": {"total_pages": 2}}""")
            .Get(
                "/api/imports?page=2&per=200",
                """{"resources": [{"code": "I1", "status": "valid_with_skipped"}], "pagination": {"total_pages": 2}}""");

        var import = await Client.Imports.WaitUntilReadyAsync("I1");

        Assert.That((import.Code, import.Status), Is.EqualTo(("I1", (ImportStatus?)ImportStatus.ValidWithSkipped)));
        Api.Verify();
    }

    [Test]
    public async Task An_item_that_no_page_contains_is_pending()
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Get("/api/imports?page=1&per=200", """{"resources": [], "pagination": {"total_pages": 0}}""")
            .Get("/api/imports?page=1&per=200", """{"resources": [{"code": "I1", "status": "valid"}], "pagination": {"total_pages": 1}}""");

        Assert.That((await Client.Imports.WaitUntilReadyAsync("I1")).Code, Is.EqualTo("I1"));
        Api.Verify();
    }

    [Test]
    public async Task An_item_that_moved_between_two_pages_does_not_count_as_deleted()
    {
        Api.Time.AutoAdvanceDelays = true;
        // I0 is deleted and I4 is new: I2 moves to page 1 after that was read.
        Api.Get("/api/imports?page=1&per=200", Imports(2, "I0", "I1"))
            .Get("/api/imports?page=2&per=200", Imports(2, "I3", "I4"))
            .Get("/api/imports?page=1&per=200", Imports(2, "I1", "I2"))
            .Get("/api/imports?page=1&per=200", Imports(1, "I1"))
            .Get("/api/imports?page=1&per=200", Imports(1, "I1"));

        await Client.Imports.WaitUntilDeletedAsync("I2");

        Assert.That(Api.Time.Pauses, Has.Count.EqualTo(2));
        Api.Verify();
    }

    [Test]
    public async Task An_item_that_no_page_contains_in_two_readings_is_deleted()
    {
        for (var reading = 1; reading <= 2; reading++)
        {
            Api.Get("/api/imports?page=1&per=200", Imports(2, "I0", "I1")).Get("/api/imports?page=2&per=200", Imports(2, "I3", "I4"));
        }

        await Client.Imports.WaitUntilDeletedAsync("I2");

        Assert.That(Api.Time.Pauses, Is.Empty);
        Api.Verify();
    }

    [Test]
    public async Task A_404_for_a_later_page_does_not_prove_a_deletion()
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Get("/api/imports?page=1&per=200", Imports(2, "I0", "I1"))
            .Get("/api/imports?page=2&per=200", HttpStatusCode.NotFound)
            .Get("/api/imports?page=1&per=200", Imports(1, "I1", "I2"))
            .Get("/api/imports?page=1&per=200", Imports(1, "I1"))
            .Get("/api/imports?page=1&per=200", Imports(1, "I1"));

        await Client.Imports.WaitUntilDeletedAsync("I2");

        Assert.That(Api.Time.Pauses, Has.Count.EqualTo(2));
        Api.Verify();
    }

    [Test]
    public void Every_wait_of_every_client_is_tested()
    {
        var waits = typeof(QboxmailClient).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.Name.StartsWith("WaitUntil", StringComparison.Ordinal) && !IsForMany(method))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}");

        Assert.That(waits, Is.EquivalentTo(Waits.Concat(Deletions).Concat(Evaluations).Select(wait => wait.Name)));
    }

    private static string Imports(int pages, params string[] codes)
    {
        var rows = codes.Select(code => $$"""{"code": "{{code}}", "status": "validating"}""");
        return $$"""{"resources": [{{string.Join(", ", rows)}}], "pagination": """
            + $$"""{"total_pages": {{pages}}, "total_records": {{(pages == 1 ? codes.Length : 4)}} } }""";
    }

    private static bool IsForMany(MethodInfo method) =>
        method.ReturnType.GenericTypeArguments is [{ IsGenericType: true } result] && result.GetGenericTypeDefinition() == typeof(WaitResult<>);
}
