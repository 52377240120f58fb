using System.Net;

namespace Qboxmail.Tests;

/// <summary>The timeout of a call with all its attempts and delays.</summary>
public class CallTimeoutTests : ApiTests
{
    [Test]
    public async Task A_write_whose_success_takes_too_long_to_read_may_have_been_processed()
    {
        var body = $$"""{"resource_code":"D1","x":[{{string.Join(",", Enumerable.Repeat("1", 50_000))}}]}""";
        var time = new FakeTime();
        using var server = new StubHandler(_ => FakeApi.Response(HttpStatusCode.Created, body));
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token, TimeProvider = time }, server);
        using var view = client.With(options => options.OnResponse = _ => time.Advance(TimeSpan.FromMinutes(5)));

        var exception = await Assert.ThrowsAsync<QboxmailTimeoutException>(() => view.Domains.CreateAsync(new("example.com", "Secret-1")));

        Assert.That(exception!.RequestMayHaveBeenProcessed, Is.True);
        Assert.That(
            exception.Message,
            Is.EqualTo(
                "Domains_Create did not complete within 300 s: parsing the response took too long." +
                " The request may have been processed; check the resource before retrying."));
    }

    [Test]
    public async Task The_call_timeout_ends_an_attempt()
    {
        var time = new FakeTime();
        using var server = StubHandler.Silent();
        using var client = server.CreateClient(time, options => options.Timeout = TimeSpan.FromSeconds(10));

        var call = client.Domains.UpdateAsync("D1", new());
        await server.NextRequestAsync();
        time.Advance(TimeSpan.FromSeconds(10));
        var exception = await Assert.ThrowsAsync<QboxmailTimeoutException>(() => call);

        Assert.That(exception!.Timeout, Is.EqualTo(TimeSpan.FromSeconds(10)));
        Assert.That(exception.OperationId, Is.EqualTo("Domains_Update"));
        Assert.That(exception.RequestMayHaveBeenProcessed, Is.True);
        Assert.That(
            exception.Message,
            Is.EqualTo(
                "Domains_Update did not complete within 10 s. The last attempt failed: no response in time." +
                " The request may have been processed; check the resource before retrying."));
        Assert.That(server.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task A_call_timeout_equal_to_the_attempt_timeout_ends_the_call_without_a_retry()
    {
        using var metrics = new RecordedMetrics();
        var time = new FakeTime();
        using var server = StubHandler.Silent();
        using var client = server.CreateClient(time, options => options.Timeout = options.AttemptTimeout);

        var call = client.Domains.GetAsync("D1");
        await server.NextRequestAsync();
        time.Advance(TimeSpan.FromSeconds(30));
        var exception = await Assert.ThrowsAsync<QboxmailTimeoutException>(() => call);

        Assert.That(
            exception!.Message, Is.EqualTo("Domains_Get did not complete within 30 s. The last attempt failed: no response in time."));
        Assert.That(metrics.Of("qboxmail.client.call.retries"), Is.Empty);
    }

    [Test]
    public async Task The_call_timeout_ends_a_retry_delay()
    {
        var time = new FakeTime();
        using var server = new StubHandler(_ => new(HttpStatusCode.ServiceUnavailable));
        using var client = server.CreateClient(time, options => options.Timeout = TimeSpan.FromMilliseconds(1));

        var call = client.Domains.GetAsync("D1");
        await time.NextPauseAsync();
        time.Advance(TimeSpan.FromMilliseconds(1));
        var exception = await Assert.ThrowsAsync<QboxmailTimeoutException>(() => call);

        Assert.That(exception!.RequestMayHaveBeenProcessed, Is.False);
        Assert.That(exception.Message, Is.EqualTo("Domains_Get did not complete within 0.001 s. The last attempt failed: 503."));
        Assert.That(server.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task The_call_timeout_ends_a_retry_delay_after_a_lost_connection()
    {
        var time = new FakeTime();
        using var server = new StubHandler(_ => FailureModes.Create("lost"));
        using var client = server.CreateClient(time, options => options.Timeout = TimeSpan.FromMilliseconds(1));

        var call = client.Domains.DeleteAsync("D1");
        await time.NextPauseAsync();
        time.Advance(TimeSpan.FromMilliseconds(1));
        var exception = await Assert.ThrowsAsync<QboxmailTimeoutException>(() => call);

        Assert.That(exception!.RequestMayHaveBeenProcessed, Is.True);
        Assert.That(
            exception.Message,
            Is.EqualTo(
                "Domains_Delete did not complete within 0.001 s. The last attempt failed: HttpRequestException." +
                " The request may have been processed; check the resource before retrying."));
    }

    [Test]
    public async Task No_retry_delay_begins_after_the_call_timeout()
    {
        var time = new FakeTime();
        using var server = new StubHandler(_ => new(HttpStatusCode.ServiceUnavailable));
        using var client = server.CreateClient(time);
        using var view = client.With(options => options.OnResponse = _ => time.Advance(TimeSpan.FromMinutes(6)));

        await Assert.ThrowsAsync<QboxmailTimeoutException>(() => view.Domains.GetAsync("D1"));

        Assert.That(time.Pauses, Is.Empty);
        Assert.That(server.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task The_call_timeout_includes_all_attempts_and_delays()
    {
        var time = new FakeTime { AutoAdvanceDelays = true };
        using var server = StubHandler.Silent();
        using var client = server.CreateClient(time, options => options.Timeout = TimeSpan.FromSeconds(50));

        var call = client.Domains.GetAsync("D1");
        await server.NextRequestAsync();
        time.Advance(TimeSpan.FromSeconds(30));
        await server.NextRequestAsync();
        time.Advance(TimeSpan.FromSeconds(20));
        var exception = await Assert.ThrowsAsync<QboxmailTimeoutException>(() => call);

        Assert.That(exception!.Message, Is.EqualTo(
            "Domains_Get did not complete within 50 s (2 attempts). The last attempt failed: no response in time."));
        Assert.That(server.Count, Is.EqualTo(2));
    }

    [Test]
    public async Task The_call_timeout_does_not_limit_a_whole_enumeration()
    {
        Api.Get("/api/domains?page=1&per=1", """{"resources": [{"code": "D1"}], "pagination": {"total_pages": 2}}""");
        Api.Get("/api/domains?page=2&per=1", """{"resources": [{"code": "D2"}], "pagination": {"total_pages": 2}}""");
        var codes = new List<string>();

        await foreach (var domain in Client.Domains.ListAsync(paging: new() { PageSize = 1, PrefetchPages = 0 }))
        {
            codes.Add(domain.Code);
            Api.Time.Advance(TimeSpan.FromHours(1));
        }

        Assert.That(codes, Is.EqualTo(["D1", "D2"]));
        Api.Verify();
    }

    [Test]
    public async Task The_call_timeout_ends_the_wait_for_a_token()
    {
        var time = new FakeTime();
        var tokens = new StalledTokenProvider();
        using var server = StubHandler.Silent();
        using var client = server.CreateClient(time, options =>
        {
            options.Timeout = TimeSpan.FromSeconds(10);
            options.ApiTokenProvider = tokens.GetTokenAsync;
        });

        var call = client.Domains.DeleteAsync("D1");
        await tokens.Called;
        time.Advance(TimeSpan.FromSeconds(10));
        var exception = await Assert.ThrowsAsync<QboxmailTimeoutException>(() => call);

        Assert.That(exception!.RequestMayHaveBeenProcessed, Is.False);
        Assert.That(
            exception.Message,
            Is.EqualTo("Domains_Delete did not complete within 10 s. The last attempt failed: ApiTokenProvider returned no token in time."));
        Assert.That(server.Count, Is.Zero);
    }
}
