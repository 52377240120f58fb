using System.Net;

namespace Qboxmail.Tests;

/// <summary>Errors of single requests during a bulk wait, and the pauses that they ask for.</summary>
public class BulkWaitErrorTests : ApiTests
{
    private static readonly string List = $"/api/domains/D1/email_accounts?page=1&per={ApiRoute.LargestPage}";

    [Test]
    public async Task A_bulk_wait_continues_after_a_transient_error_and_honors_its_Retry_After()
    {
        using var api = new FakeApi { Time = { AutoAdvanceDelays = true } };
        using var client = api.CreateClient(options => options.MaxRetries = 0);
        api.Expect(HttpMethod.Get, List, (HttpStatusCode)429, """{"message": "Too many"}""", ("Retry-After", "60"))
            .Get(List, MailboxPages.Of(("EA1", "ok"), ("EA2", "ok")));

        var result = await client.EmailAccounts.WaitUntilAllReadyAsync("D1", ["EA1", "EA2"]);

        Assert.That(result.IsAllReady);
        Assert.That(api.Time.Pauses, Is.EqualTo(new[] { TimeSpan.FromSeconds(60) }));
        api.Verify();
    }

    [Test]
    public async Task A_permanent_error_ends_a_bulk_wait()
    {
        Api.Get(List, HttpStatusCode.Forbidden, """{"message": "Forbidden"}""");

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.EmailAccounts.WaitUntilAllReadyAsync("D1", ["EA1", "EA2"]));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.Forbidden));
    }

    [Test]
    public async Task An_error_for_one_resource_of_a_bulk_wait_does_not_stop_the_polls_of_the_others()
    {
        using var api = new FakeApi { Time = { AutoAdvanceDelays = true } };
        using var client = api.CreateClient(options => options.MaxRetries = 0);
        ThreePages(api, "updating");
        api.Get("/api/domains/D1/email_accounts/EA1", HttpStatusCode.InternalServerError)
            .Get("/api/domains/D1/email_accounts/EA2", MailboxPages.Of(("EA2", "ok")))
            .Get("/api/domains/D1/email_accounts/EA3", MailboxPages.Of(("EA3", "ok")))
            .Get("/api/domains/D1/email_accounts/EA1", HttpStatusCode.InternalServerError);

        var result = await client.EmailAccounts.WaitUntilAllReadyAsync("D1", ["EA1", "EA2", "EA3"], ConstantPauses.Create(2, 4));

        Assert.That(result.Ready.Select(outcome => outcome.Code), Is.EqualTo(new[] { "EA2", "EA3" }));
        Assert.That(result.Pending.Single().Code, Is.EqualTo("EA1"));
        api.Verify();
    }

    [Test]
    public async Task A_rate_limit_ends_the_round_of_a_bulk_wait()
    {
        using var api = new FakeApi { Time = { AutoAdvanceDelays = true } };
        using var client = api.CreateClient(options => options.MaxRetries = 0);
        ThreePages(api, "updating");
        api.Get("/api/domains/D1/email_accounts/EA1", MailboxPages.Of(("EA1", "ok")))
            .Expect(HttpMethod.Get, "/api/domains/D1/email_accounts/EA2", HttpStatusCode.TooManyRequests, "{}", ("Retry-After", "60"))
            .Get("/api/domains/D1/email_accounts/EA2", MailboxPages.Of(("EA2", "ok")))
            .Get("/api/domains/D1/email_accounts/EA3", MailboxPages.Of(("EA3", "ok")));

        var result = await client.EmailAccounts.WaitUntilAllReadyAsync("D1", ["EA1", "EA2", "EA3"], ConstantPauses.Create(2, 600));

        Assert.That(result.IsAllReady);
        Assert.That(api.Time.Pauses.Select(pause => pause.TotalSeconds), Is.EqualTo(new[] { 2.0, 60 }));
        api.Verify();
    }

    [Test]
    public async Task A_bulk_wait_honors_the_longest_Retry_After_of_a_round()
    {
        using var api = new FakeApi { Time = { AutoAdvanceDelays = true } };
        using var client = api.CreateClient(options => options.MaxRetries = 0);
        ThreePages(api, "updating");
        api.Expect(HttpMethod.Get, "/api/domains/D1/email_accounts/EA1", HttpStatusCode.ServiceUnavailable, "{}", ("Retry-After", "60"))
            .Expect(HttpMethod.Get, "/api/domains/D1/email_accounts/EA2", HttpStatusCode.ServiceUnavailable, "{}", ("Retry-After", "30"))
            .Get("/api/domains/D1/email_accounts/EA3", HttpStatusCode.BadGateway);
        api.Get("/api/domains/D1/email_accounts/EA1", MailboxPages.Of(("EA1", "ok")))
            .Get("/api/domains/D1/email_accounts/EA2", MailboxPages.Of(("EA2", "ok")))
            .Get("/api/domains/D1/email_accounts/EA3", MailboxPages.Of(("EA3", "ok")));

        var result = await client.EmailAccounts.WaitUntilAllReadyAsync("D1", ["EA1", "EA2", "EA3"], ConstantPauses.Create(2, 600));

        Assert.That(result.IsAllReady);
        Assert.That(api.Time.Pauses.Select(pause => pause.TotalSeconds), Is.EqualTo(new[] { 2.0, 60 }));
        api.Verify();
    }

    [Test]
    public async Task All_resources_of_a_bulk_wait_fail_when_their_parent_does_not_exist()
    {
        using var api = new FakeApi { Time = { AutoAdvanceDelays = true } };
        using var client = api.CreateClient();
        api.Get(List, MailboxPages.Of(("EA1", "updating"), ("EA2", "updating")))
            .Get(List, HttpStatusCode.NotFound).Get("/api/domains/D1", HttpStatusCode.NotFound)
            .Get(List, HttpStatusCode.NotFound).Get("/api/domains/D1", HttpStatusCode.NotFound);

        var result = await client.EmailAccounts.WaitUntilAllReadyAsync("D1", ["EA1", "EA2"]);

        Assert.That(result.Failed, Has.Count.EqualTo(2));
        api.Verify();
    }

    [Test]
    public async Task A_bulk_wait_ends_at_once_when_Retry_After_exceeds_the_timeout()
    {
        using var api = new FakeApi { Time = { AutoAdvanceDelays = true } };
        using var client = api.CreateClient(options => options.MaxRetries = 0);
        api.Expect(HttpMethod.Get, List, HttpStatusCode.TooManyRequests, "{}", ("Retry-After", "3600"));

        var result = await client.EmailAccounts.WaitUntilAllReadyAsync("D1", ["EA1", "EA2"]);

        Assert.That(result.Pending, Has.Count.EqualTo(2));
        Assert.That(api.Time.Pauses, Is.Empty);
        api.Verify();
    }

    /// <summary>A list of 600 mailboxes, of which four matter.</summary>
    private static void ThreePages(FakeApi api, string detail) => api
        .Get($"/api/domains/D1/email_accounts?page=1&per={ApiRoute.LargestPage}", MailboxPages.Of(3, 600, [("EA1", detail)]))
        .Get($"/api/domains/D1/email_accounts?page=2&per={ApiRoute.LargestPage}", MailboxPages.Of(3, 600, [("EA2", detail)]))
        .Get($"/api/domains/D1/email_accounts?page=3&per={ApiRoute.LargestPage}", MailboxPages.Of(3, 600, [("EA3", detail), ("EA4", detail)]));
}
