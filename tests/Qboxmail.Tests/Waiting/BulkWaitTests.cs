using System.Net;

namespace Qboxmail.Tests;

/// <summary>Which resources a bulk wait polls, and what it returns.</summary>
public class BulkWaitTests : ApiTests
{
    private static readonly string List = $"/api/domains/D1/email_accounts?page=1&per={ApiRoute.LargestPage}";
    private static readonly string SecondPage = $"/api/domains/D1/email_accounts?page=2&per={ApiRoute.LargestPage}";

    [Test]
    public async Task A_bulk_wait_polls_the_list_while_many_resources_are_pending_and_single_resources_when_few_are()
    {
        using var api = new FakeApi { Time = { AutoAdvanceDelays = true } };
        using var client = api.CreateClient();
        api.Get(List, MailboxPages.Of(("EA1", "ok"), ("EA2", "updating"), ("EA3", "updating")))
            .Get(List, MailboxPages.Of(("EA1", "ok"), ("EA2", "ok"), ("EA3", "updating")))
            .Get("/api/domains/D1/email_accounts/EA3", MailboxPages.Of(("EA3", "updating")))
            .Get("/api/domains/D1/email_accounts/EA3", MailboxPages.Of(("EA3", "ok")));

        var result = await client.EmailAccounts.WaitUntilAllReadyAsync("D1", ["EA1", "EA2", "EA3"]);

        Assert.That(result.IsAllReady);
        Assert.That(result.Ready.Select(outcome => outcome.Code), Is.EqualTo(new[] { "EA1", "EA2", "EA3" }));
        api.Verify();
    }

    [Test]
    public async Task A_bulk_wait_compares_the_pending_resources_with_the_reported_page_count()
    {
        Api.Time.AutoAdvanceDelays = true;
        // The list is read no further than to the last pending resource.
        Api.Get(List, MailboxPages.Of(3, 6, [("EA1", "updating"), ("EA2", "updating")]))
            .Get("/api/domains/D1/email_accounts/EA1", MailboxPages.Of(("EA1", "ok")))
            .Get("/api/domains/D1/email_accounts/EA2", MailboxPages.Of(("EA2", "ok")));

        var result = await Client.EmailAccounts.WaitUntilAllReadyAsync("D1", ["EA1", "EA2"]);

        Assert.That(result.IsAllReady);
        Api.Verify();
    }

    [Test]
    public async Task A_bulk_wait_takes_one_request_when_every_resource_is_ready()
    {
        Api.Get(List, MailboxPages.Of(("EA1", "ok"), ("EA2", "ok")));

        var result = await Client.EmailAccounts.WaitUntilAllReadyAsync("D1", ["EA1", "EA2"]);

        Assert.That(result.IsAllReady);
        Api.Verify();
    }

    [Test]
    public async Task A_bulk_wait_without_codes_sends_no_request()
    {
        var result = await Client.Domains.WaitUntilAllReadyAsync(Array.Empty<string>());

        Assert.That(result.IsAllReady);
        Assert.That(Api.Requests, Is.Empty);
    }

    [Test]
    public async Task A_bulk_wait_result_contains_ready_failed_and_pending_resources_in_their_last_state()
    {
        using var api = new FakeApi { Time = { AutoAdvanceDelays = true } };
        using var client = api.CreateClient();
        api.Get(List, MailboxPages.Of(("EA1", "ok"), ("EA2", "updating"), ("EA3", "updating")))
            .Get(List, MailboxPages.Of(("EA1", "ok"), ("EA3", "updating")))
            .Get("/api/domains/D1/email_accounts/EA2", HttpStatusCode.NotFound, """{"message": "Not found"}""")
            .Get(List, MailboxPages.Of(("EA1", "ok"), ("EA3", "updating")))
            .Get("/api/domains/D1/email_accounts/EA2", HttpStatusCode.NotFound, """{"message": "Not found"}""");

        var result = await client.EmailAccounts.WaitUntilAllReadyAsync("D1", ["EA1", "EA2", "EA3"], ConstantPauses.Create(2, 4));

        Assert.That(result.Ready.Single().Code, Is.EqualTo("EA1"));
        Assert.That(result.Failed.Single().Code, Is.EqualTo("EA2"));
        Assert.That(result.Failed.Single().StatusDetail, Is.EqualTo("updating"));
        Assert.That(result.Pending.Single().Code, Is.EqualTo("EA3"));
        Assert.That(result.Pending.Single().Resource!.Code, Is.EqualTo("EA3"));
        api.Verify();
    }

    [Test]
    public async Task A_bulk_wait_gives_a_new_resource_30_seconds_to_appear()
    {
        using var api = new FakeApi { Time = { AutoAdvanceDelays = true } };
        using var client = api.CreateClient();
        var options = new WaitOptions
        {
            PollInterval = TimeSpan.FromSeconds(20),
            MaxPollInterval = TimeSpan.FromSeconds(20),
            Randomizer = static () => 0.5
        };
        api.Get(List, MailboxPages.Of(("EA1", "updating")))
            .Get(List, MailboxPages.Of(("EA1", "ok")))
            .Get("/api/domains/D1/email_accounts/EA2", HttpStatusCode.NotFound, """{"message": "Not found"}""");

        var result = await client.EmailAccounts.WaitUntilAllReadyAsync("D1", ["EA1", "EA2"], options);

        Assert.That(result.Failed.Single().Code, Is.EqualTo("EA2"));
        Assert.That(result.Failed.Single().Resource, Is.Null);
        Assert.That(api.Time.Pauses, Is.EqualTo(new[] { TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(20) }));
        api.Verify();
    }

    [Test]
    public async Task Progress_of_a_bulk_wait_reports_each_change_with_counts()
    {
        using var api = new FakeApi { Time = { AutoAdvanceDelays = true } };
        using var client = api.CreateClient();
        var seen = new List<string>();
        var progress = new SynchronousProgress<WaitProgress>(
            value => seen.Add($"{value.Code} {value} {value.ReadyCount}/{value.FailedCount}/{value.PendingCount}"));
        api.Get(List, MailboxPages.Of(("EA1", "ok"), ("EA2", "updating"), ("EA3", "updating")))
            .Get(List, MailboxPages.Of(("EA2", "updating"), ("EA3", "ok")))
            .Get("/api/domains/D1/email_accounts/EA2", MailboxPages.Of(("EA2", "ok")));

        await client.EmailAccounts.WaitUntilAllReadyAsync("D1", ["EA1", "EA2", "EA3"], new WaitOptions { Progress = progress });

        Assert.That(seen, Is.EqualTo(new[]
        {
            "EA1 enabled/ok 1/0/2",
            "EA2 enabled/updating 1/0/2",
            "EA3 enabled/updating 1/0/2",
            "EA3 enabled/ok 2/0/1",
            "EA2 enabled/ok 3/0/0",
        }));
    }

    [Test]
    public async Task A_canceled_bulk_wait_names_the_pending_codes()
    {
        using var stop = new CancellationTokenSource();
        var verdicts = new Dictionary<string, WaitVerdict> { ["EA1"] = WaitVerdict.Ready, ["EA4"] = WaitVerdict.Failed };
        Api.Get(List, MailboxPages.Of(("EA1", "ok"), ("EA2", "updating"), ("EA3", "updating"), ("EA4", "updating")));
        var wait = Client.EmailAccounts.WaitUntilAllAsync(
            "D1", ["EA1", "EA2", "EA3", "EA4"], mailbox => verdicts.GetValueOrDefault(mailbox.Code), cancellationToken: stop.Token);
        await Api.Time.NextPauseAsync();

        await stop.CancelAsync();

        var exception = await Assert.ThrowsAsync<OperationCanceledException>(() => wait);
        Assert.That(exception!.Message, Is.EqualTo("The wait was canceled with 2 of 4 resources pending: EA2, EA3."));
    }

    [TestCase(10, ".")]
    [TestCase(11, ", ....")]
    public async Task A_canceled_bulk_wait_names_at_most_10_codes(int pending, string end)
    {
        using var stop = new CancellationTokenSource();
        string[] codes = [.. Enumerable.Range(1, pending).Select(number => $"EA{number}")];
        Api.Get(List, MailboxPages.Of([.. codes.Select(code => (code, "updating"))]));
        var wait = Client.EmailAccounts.WaitUntilAllReadyAsync("D1", codes, cancellationToken: stop.Token);
        await Api.Time.NextPauseAsync();

        await stop.CancelAsync();

        var exception = await Assert.ThrowsAsync<OperationCanceledException>(() => wait);
        Assert.That(exception!.Message, Does.EndWith($": EA1, EA2, EA3, EA4, EA5, EA6, EA7, EA8, EA9, EA10{end}"));
    }

    [Test]
    public async Task A_bulk_wait_rejects_an_empty_code()
    {
        var exception = await Assert.ThrowsAsync<ArgumentException>(() => Client.EmailAccounts.WaitUntilAllReadyAsync("D1", ["EA1", " "]));

        Assert.That(exception!.ParamName, Is.EqualTo("codes"));
        Assert.That(Api.Requests, Is.Empty);
    }

    [Test]
    public void EnsureAllReady_throws_with_the_failed_and_the_pending_codes()
    {
        var result = new WaitResult<Domain>(
            [new WaitOutcome<Domain>("D1", new Domain())],
            [new WaitOutcome<Domain>("D2", resource: null)],
            [new WaitOutcome<Domain>("D3", new Domain(), "ownership_check", "ok")]);

        var exception = Assert.Throws<QboxmailWaitFailedException>(result.EnsureAllReady);

        Assert.That(exception!.Message, Is.EqualTo("Not all resources are ready: 1 ready, 1 failed, 1 pending. Last state of D2: not found."));
        Assert.That(exception.Failed, Is.EqualTo(new[] { "D2" }));
        Assert.That(exception.Pending, Is.EqualTo(new[] { "D3" }));
    }

    [Test]
    public async Task A_bulk_wait_for_500_mailboxes_takes_three_requests_per_round()
    {
        using var api = new FakeApi { Time = { AutoAdvanceDelays = true } };
        using var client = api.CreateClient();
        var codes = Enumerable.Range(1, 500).Select(number => $"EA{number}").ToList();

        foreach (var detail in new[] { "updating", "ok" })
        {
            for (var page = 1; page <= 3; page++)
            {
                var items = codes.Skip((page - 1) * 200).Take(200).Select(code => (code, detail)).ToArray();
                api.Get($"/api/domains/D1/email_accounts?page={page}&per={ApiRoute.LargestPage}", MailboxPages.Of(3, 500, items));
            }
        }

        var result = await client.EmailAccounts.WaitUntilAllReadyAsync("D1", codes);

        Assert.That(result.Ready, Has.Count.EqualTo(500));
        Assert.That(api.Requests, Has.Count.EqualTo(6));
        api.Verify();
    }

    [Test]
    public async Task A_bulk_wait_individually_polls_an_item_that_moved_between_two_pages()
    {
        using var api = new FakeApi { Time = { AutoAdvanceDelays = true } };
        using var client = api.CreateClient();
        api.Get(List, MailboxPages.Of(2, 4, [("EA1", "updating"), ("EA2", "updating")]))
            .Get(SecondPage, MailboxPages.Of(2, 4, [("EA3", "updating"), ("EA4", "updating")]))
            // EA1 is deleted and EA5 is new: EA3 moves to page 1 after that was read.
            .Get(List, MailboxPages.Of(2, 4, [("EA1", "ok"), ("EA2", "ok")]))
            .Get(SecondPage, MailboxPages.Of(2, 4, [("EA4", "ok"), ("EA5", "ok")]))
            .Get("/api/domains/D1/email_accounts/EA3", MailboxPages.Of(("EA3", "ok")));

        var result = await client.EmailAccounts.WaitUntilAllReadyAsync("D1", ["EA1", "EA2", "EA3", "EA4"]);

        Assert.That(result.IsAllReady);
        api.Verify();
    }

    [Test]
    public async Task A_bulk_wait_individually_polls_the_items_of_a_page_that_returns_404()
    {
        var time = new FakeTime { AutoAdvanceDelays = true };
        using var server = new StubHandler(request => request.RequestUri!.PathAndQuery switch
        {
            var first when first == List => FakeApi.Response(HttpStatusCode.OK, MailboxPages.Of(3, 600, [("EA1", "ok")])),
            var list when list.Contains("?page=", StringComparison.Ordinal) => FakeApi.Response(HttpStatusCode.NotFound),
            var path => FakeApi.Response(HttpStatusCode.OK, MailboxPages.Of((path.Split('/')[^1], "ok"))),
        });
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token, TimeProvider = time }, server);

        var result = await client.EmailAccounts.WaitUntilAllReadyAsync("D1", ["EA1", "EA2", "EA3", "EA4"]);

        Assert.That(result.Ready.Select(outcome => outcome.Code), Is.EquivalentTo(new[] { "EA1", "EA2", "EA3", "EA4" }));
    }

    [Test]
    public async Task A_resource_polled_by_its_list_fails_when_two_consecutive_polls_do_not_contain_it()
    {
        using var api = new FakeApi { Time = { AutoAdvanceDelays = true } };
        using var client = api.CreateClient();

        const string One = """{"code": "DD1"}""";
        const string Two = """{"code": "DD2"}""";
        const string Both = $"{One}, {Two}";

        foreach (var items in new[] { Both, One, Both, One, Two, Two })
        {
            api.Get(
                $"/api/delivery/domains?page=1&per={ApiRoute.LargestPage}",
                $$"""{"resources": [{{items}}], "pagination": {"total_pages": 1} }""");
        }

        api.Get(
            $"/api/delivery/domains?page=1&per={ApiRoute.LargestPage}",
            """{"resources": [{"code": "DD2", "display_status": "enabled"}], "pagination": {"total_pages": 1} }""");

        var result = await client.Delivery.Domains.WaitUntilAllVerifiedAsync(["DD1", "DD2"]);

        Assert.That(result.Failed.Single().Code, Is.EqualTo("DD1"));
        Assert.That(result.Ready.Single().Code, Is.EqualTo("DD2"));
        api.Verify();
    }

    [Test]
    public async Task A_bulk_wait_polls_once_more_at_the_timeout()
    {
        using var api = new FakeApi { Time = { AutoAdvanceDelays = true } };
        using var client = api.CreateClient();
        api.Get(List, MailboxPages.Of(("EA1", "ok"), ("EA2", "updating"))).Get("/api/domains/D1/email_accounts/EA2", MailboxPages.Of(("EA2", "ok")));

        var result = await client.EmailAccounts.WaitUntilAllReadyAsync("D1", ["EA1", "EA2"], ConstantPauses.Create(20, 5));

        Assert.That(result.IsAllReady);
        Assert.That(api.Time.Pauses, Is.EqualTo(new[] { TimeSpan.FromSeconds(5) }));
        api.Verify();
    }
}
