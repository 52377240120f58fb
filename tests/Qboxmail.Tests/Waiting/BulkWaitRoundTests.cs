using System.Net;

namespace Qboxmail.Tests;

/// <summary>Which requests a round of a bulk wait sends, and how its results are applied.</summary>
public class BulkWaitRoundTests
{
    [Test]
    public async Task A_bulk_wait_decides_about_2000_absent_codes_by_the_list_alone()
    {
        var list = new Mailboxes("EA0");
        using var client = list.CreateClient();
        var codes = Enumerable.Range(1, 2000).Select(number => $"EA{number}").ToList();

        var result = await client.EmailAccounts.WaitUntilAllReadyAsync("D1", codes, new() { Randomizer = () => 0.5 });

        Assert.That(result.Failed, Has.Count.EqualTo(2000));
        Assert.That(list.Paths, Is.All.Contain("email_accounts?page=1"));
        Assert.That(list.Paths, Has.Count.LessThan(10));
    }

    [Test]
    public async Task An_incomplete_list_does_not_prove_that_a_resource_is_missing()
    {
        var list = new Mailboxes("EA0") { TotalPages = 2, MissingPage = 2 };
        using var client = list.CreateClient();
        var codes = Enumerable.Range(1, 20).Select(number => $"EA{number}").ToList();

        var result = await client.EmailAccounts.WaitUntilAllReadyAsync(
            "D1", codes, new() { Timeout = TimeSpan.FromMinutes(1), Randomizer = () => 0.5 });

        Assert.That(result.Failed.Select(outcome => outcome.Code), Is.Not.Empty.And.SubsetOf(list.Refused));
    }

    [TestCase(50, 51)]
    [TestCase(51, 2)]
    public async Task A_wrong_page_count_causes_at_most_50_individual_requests_a_round(int pending, int requests)
    {
        string[] codes = [.. Enumerable.Range(1, pending).Select(number => $"EA{number}")];
        var list = new Mailboxes(codes) { TotalPages = 1_000_000 };
        using var client = list.CreateClient();

        await client.EmailAccounts.WaitUntilAllReadyAsync("D1", codes, ConstantPauses.Create(20, 20));

        Assert.That(list.Paths, Has.Count.EqualTo(requests));
    }

    [Test]
    public async Task A_resource_missing_from_two_rounds_of_a_bulk_wait_counts_as_deleted()
    {
        var list = new Mailboxes("EA1", "EA2", "EA3");
        using var client = list.CreateClient();
        list.AfterRound(1, "EA3").AfterRound(2, "EA1", "EA3").AfterRound(3, "EA3");

        var result = await client.EmailAccounts.WaitUntilAllDeletedAsync(
            "D1", ["EA1", "EA2", "EA7"], new() { Timeout = TimeSpan.FromMinutes(2), Randomizer = () => 0.5 });

        Assert.That(result.IsAllReady);
        Assert.That(
            result.Ready.Select(outcome =>
                (outcome.Code, outcome.Resource?.Code)), Is.EquivalentTo(new[] { ("EA1", "EA1"), ("EA2", "EA2"), ("EA7", (string?)null) }));
    }

    [Test]
    public async Task Resources_that_still_exist_when_a_bulk_deletion_wait_times_out_are_pending()
    {
        var list = new Mailboxes("EA1", "EA9");
        using var client = list.CreateClient();

        var result = await client.EmailAccounts.WaitUntilAllDeletedAsync(
            "D1", ["EA1", "EA2"], new() { Timeout = TimeSpan.FromSeconds(20), Randomizer = () => 0.5 });

        Assert.That(result.Pending.Single().Code, Is.EqualTo("EA1"));
        Assert.That(result.Ready.Single().Code, Is.EqualTo("EA2"));
        Assert.That(result.Failed, Is.Empty);
    }

    [Test]
    public async Task A_custom_evaluator_decides_about_each_resource_of_a_bulk_wait()
    {
        var list = new Mailboxes("EA1", "EA2");
        using var client = list.CreateClient();

        var result = await client.EmailAccounts.WaitUntilAllAsync(
            "D1", ["EA1", "EA2"], mailbox => mailbox.Code == "EA1" ? WaitVerdict.Ready : WaitVerdict.Failed);

        Assert.That((result.Ready.Single().Code, result.Failed.Single().Code), Is.EqualTo(("EA1", "EA2")));
        Assert.That(list.Paths, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_evaluator_exception_propagates_even_when_it_looks_transient()
    {
        var list = new Mailboxes("EA1", "EA2");
        using var client = list.CreateClient();
        var mine = new QboxmailApiException("mine", HttpStatusCode.BadGateway, QboxmailErrorReason.ServerError);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(
            () => client.EmailAccounts.WaitUntilAllAsync("D1", ["EA1", "EA2"], _ => throw mine));

        Assert.That(exception, Is.SameAs(mine));
    }

    [Test]
    public async Task A_Progress_exception_propagates_even_when_it_looks_transient()
    {
        var list = new Mailboxes("EA1", "EA2");
        using var client = list.CreateClient();
        var mine = new QboxmailApiException("mine", HttpStatusCode.BadGateway, QboxmailErrorReason.ServerError);
        var options = new WaitOptions { Progress = new ThrowingProgress(mine) };

        var many = await Assert.ThrowsAsync<QboxmailApiException>(() => client.EmailAccounts.WaitUntilAllReadyAsync("D1", ["EA1", "EA2"], options));
        var one = await Assert.ThrowsAsync<QboxmailApiException>(() => client.EmailAccounts.WaitUntilReadyAsync("D1", "EA1", options));

        Assert.That((many, one), Is.EqualTo((mine, mine)));
    }

    [Test]
    public async Task A_bulk_wait_for_migrations_reports_a_failed_migration_at_once()
    {
        using var api = new FakeApi { Time = { AutoAdvanceDelays = true } };
        using var client = api.CreateClient();
        api.Get($"/api/migrations?page=1&per={ApiRoute.LargestPage}", """
            {"resources": [{"code": "MG1", "status": "failed"}, {"code": "MG2", "status": "completed_with_errors"}], "pagination": {"total_pages": 1}}
            """);

        var result = await client.Migrations.WaitUntilAllFinishedAsync(["MG1", "MG2"]);

        Assert.That((result.Failed.Single().Code, result.Ready.Single().Code), Is.EqualTo(("MG1", "MG2")));
        Assert.That(result.Pending, Is.Empty);
        api.Verify();
    }

    [Test]
    public async Task A_bulk_wait_for_domain_aliases_returns_the_ready_aliases()
    {
        using var api = new FakeApi { Time = { AutoAdvanceDelays = true } };
        using var client = api.CreateClient();
        api.Get($"{ApiRoute.Path("DomainAliases_List", "D1")}?page=1&per={ApiRoute.LargestPage}", """
            {"resources": [{"code": "AD1", "status": "enabled", "status_detail": "ok"}, {"code": "AD2", "status": "enabled"}],
             "pagination": {"total_pages": 1}}
            """).Get(
                ApiRoute.Path("DomainAliases_Get", "D1", "AD2"),
                """{"resources": [{"code": "AD2", "status": "enabled", "status_detail": "ok"}]}""");

        var result = await client.DomainAliases.WaitUntilAllReadyAsync("D1", ["AD1", "AD2"]);

        Assert.That(result.Ready.Select(outcome => outcome.Code), Is.EqualTo(new[] { "AD1", "AD2" }));
        api.Verify();
    }

    [Test]
    public async Task Progress_reports_a_changed_state_a_changed_detail_and_a_resource_without_a_state()
    {
        using var api = new FakeApi { Time = { AutoAdvanceDelays = true } };
        using var client = api.CreateClient();
        var seen = new List<string>();
        var progress = new SynchronousProgress<WaitProgress>(
            value => seen.Add($"{value.Code} {value} {value.ReadyCount}/{value.FailedCount}/{value.PendingCount}"));

        foreach (var (first, second) in new[]
        {
            ("{", "validating"), ("{", "to_schedule"), ("{", "to_schedule\", \"status_detail\": \"first execution"),
            ("{\"status\": \"failed\", ", "failed\", \"status_detail\": \"first execution"),
        })
        {
            api.Get(
                $"/api/migrations?page=1&per={ApiRoute.LargestPage}",
                $"{{\"resources\": [{first}\"code\": \"MG1\"}}, "
                + $"{{\"code\": \"MG2\", \"status\": \"{second}\"}}], \"pagination\": {{\"total_pages\": 1}}}}");
        }

        await client.Migrations.WaitUntilAllFinishedAsync(["MG1", "MG2"], new() { Progress = progress });

        Assert.That(seen, Is.EqualTo(new[]
        {
            "MG1 without a status 0/0/2", "MG2 validating 0/0/2", "MG2 to_schedule 0/0/2", "MG2 to_schedule/first execution 0/0/2",
            "MG1 failed 0/1/1", "MG2 failed/first execution 0/2/0",
        }));
        api.Verify();
    }

    private sealed class ThrowingProgress(Exception exception) : IProgress<WaitProgress>
    {
        public void Report(WaitProgress value) => throw exception;
    }

    /// <summary>A server with a list of mailboxes in which codes come and go by rounds.</summary>
    private sealed class Mailboxes(params string[] codes)
    {
        private readonly List<string[]> _rounds = [codes];
        private int _round;

        public int TotalPages { get; init; } = 1;

        public int MissingPage { get; init; }

        public List<string> Paths { get; } = [];

        /// <summary>The codes whose own request returned 404.</summary>
        public HashSet<string> Refused { get; } = [];

        public Mailboxes AfterRound(int round, params string[] present)
        {
            Assert.That(_rounds, Has.Count.EqualTo(round));
            _rounds.Add(present);
            return this;
        }

        public QboxmailClient CreateClient() => new(
            new() { ApiToken = FakeApi.Token, TimeProvider = new FakeTime { AutoAdvanceDelays = true } },
            new StubHandler(request => Respond(request.RequestUri!.PathAndQuery)));

        private HttpResponseMessage Respond(string path)
        {
            Paths.Add(path);

            if (path.Contains($"page={MissingPage}&", StringComparison.Ordinal) || path == "/api/domains/D1")
            {
                return FakeApi.Response(HttpStatusCode.NotFound);
            }

            var present = _rounds[Math.Min(_round, _rounds.Count - 1)];

            if (path.Contains('?', StringComparison.Ordinal))
            {
                _round++;
                var items = string.Join(", ", present.Select(code => $$"""{"code": "{{code}}", "status": "enabled", "status_detail": "updating"}"""));
                return FakeApi.Response(HttpStatusCode.OK, $$$"""{"resources": [{{{items}}}], "pagination": {"total_pages": {{{TotalPages}}}} }""");
            }

            var code = path.Split('/')[^1];

            if (present.Contains(code))
            {
                return FakeApi.Response(
                    HttpStatusCode.OK,
                    $$"""{"resources": [{"code": "{{code}}", "status": "enabled", "status_detail": "updating"}]}""");
            }

            Refused.Add(code);
            return FakeApi.Response(HttpStatusCode.NotFound);
        }
    }
}
