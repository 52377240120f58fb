using System.Net;

namespace Qboxmail.Tests;

/// <summary>The timeouts of a single attempt: AttemptTimeout and WriteAttemptTimeout.</summary>
public class AttemptTimeoutTests
{
    [Test]
    public async Task A_read_times_out_after_30_seconds_per_attempt()
    {
        var time = new FakeTime { AutoAdvanceDelays = true };
        using var server = StubHandler.Silent();
        using var client = server.CreateClient(time);

        var call = client.Domains.GetAsync("D1");

        for (var sends = 0; sends < 4; sends++)
        {
            await server.NextRequestAsync();
            time.Advance(TimeSpan.FromSeconds(30));
        }

        var exception = await Assert.ThrowsAsync<QboxmailTimeoutException>(() => call);

        Assert.That(exception!.Timeout, Is.EqualTo(TimeSpan.FromSeconds(30)));
        Assert.That(exception.OperationId, Is.EqualTo("Domains_Get"));
        Assert.That(exception.RequestMayHaveBeenProcessed, Is.False);
        Assert.That(exception.Message, Is.EqualTo("Domains_Get received no response within 30 s (4 attempts)."));
        Assert.That(server.Count, Is.EqualTo(4));
    }

    [Test]
    public async Task A_creation_times_out_after_100_seconds_and_is_not_retried()
    {
        var time = new FakeTime();
        using var server = StubHandler.Silent();
        using var client = server.CreateClient(time);

        var call = client.Domains.CreateAsync(new("example.com", "Secret-1"));
        await server.NextRequestAsync();
        time.Advance(TimeSpan.FromSeconds(99.999));
        Assert.That(call.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromSeconds(0.001));
        var exception = await Assert.ThrowsAsync<QboxmailTimeoutException>(() => call);

        Assert.That(exception!.Timeout, Is.EqualTo(TimeSpan.FromSeconds(100)));
        Assert.That(exception.RequestMayHaveBeenProcessed, Is.True);
        Assert.That(
            exception.Message,
            Is.EqualTo("Domains_Create received no response within 100 s. The request may have been processed; check the resource before retrying."));
        Assert.That(server.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task A_read_only_POST_has_the_attempt_timeout_of_a_read()
    {
        var time = new FakeTime();
        using var server = StubHandler.Silent();
        using var client = server.CreateClient(time, options => options.MaxRetries = 0);

        var call = client.Delivery.SuppressionLists.GetDetailsAsync(new("info@example.com"));
        await server.NextRequestAsync();
        time.Advance(TimeSpan.FromSeconds(30));
        var exception = await Assert.ThrowsAsync<QboxmailTimeoutException>(() => call);

        Assert.That(exception!.RequestMayHaveBeenProcessed, Is.False);
        Assert.That(exception.Message, Is.EqualTo("SuppressionLists_GetDetails received no response within 30 s."));
    }

    [Test]
    public async Task An_attempt_that_times_out_is_followed_by_a_successful_retry()
    {
        var time = new FakeTime { AutoAdvanceDelays = true };
        var isFirst = true;
        using var server = new StubHandler(async (_, cancellationToken) =>
        {
            if (isFirst)
            {
                isFirst = false;
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return FakeApi.Response(HttpStatusCode.OK, """{"resources": [{"code": "D1"}]}""");
        });
        using var client = server.CreateClient(time);

        var call = client.Domains.GetAsync("D1");
        await server.NextRequestAsync();
        time.Advance(TimeSpan.FromSeconds(30));
        var domain = await call;

        Assert.That(domain.Code, Is.EqualTo("D1"));
        Assert.That(server.Count, Is.EqualTo(2));
    }

    [TestCase(HttpStatusCode.OK)]
    [TestCase(HttpStatusCode.NotFound)]
    public async Task The_attempt_timeout_includes_the_response_body(HttpStatusCode status)
    {
        var time = new FakeTime();
        using var body = BodyStream.Stalling("""{"resources": [""");
        using var server = new StubHandler(_ => FakeApi.Response(status, new StreamContent(body)));
        using var client = server.CreateClient(time, options => options.MaxRetries = 0);

        var call = client.Domains.GetAsync("D1");
        await body.BeginningWasRead;
        time.Advance(TimeSpan.FromSeconds(30));
        var exception = await Assert.ThrowsAsync<QboxmailTimeoutException>(() => call);

        Assert.That(exception!.Message, Is.EqualTo("Domains_Get received no response within 30 s."));
        await body.Disposed.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Test]
    public async Task The_attempt_timeout_ends_the_wait_for_a_token()
    {
        var time = new FakeTime();
        var tokens = new StalledTokenProvider();
        using var server = StubHandler.Silent();
        using var client = server.CreateClient(time, options =>
        {
            options.MaxRetries = 0;
            options.ApiTokenProvider = tokens.GetTokenAsync;
        });

        var call = client.Domains.DeleteAsync("D1");
        await tokens.Called;
        time.Advance(TimeSpan.FromSeconds(100));
        var exception = await Assert.ThrowsAsync<QboxmailTimeoutException>(() => call);

        Assert.That(exception!.RequestMayHaveBeenProcessed, Is.False);
        Assert.That(exception.Message, Is.EqualTo("Domains_Delete received no response within 100 s."));
        Assert.That(server.Count, Is.Zero);
    }

    [Test]
    public async Task A_creation_is_retried_when_the_wait_for_its_token_times_out()
    {
        var time = new FakeTime { AutoAdvanceDelays = true };
        var stalled = new StalledTokenProvider();
        using var server = new StubHandler(_ => FakeApi.Response(HttpStatusCode.Created, """{"resource_code": "D1"}"""));
        using var client = server.CreateClient(time, options => options.ApiTokenProvider =
            cancellationToken => stalled.Called.IsCompleted ? new(FakeApi.Token) : stalled.GetTokenAsync(cancellationToken));

        var call = client.Domains.CreateAsync(new("example.com", "Secret-1"));
        await stalled.Called;
        time.Advance(TimeSpan.FromSeconds(100));

        Assert.That((await call).ResourceCode, Is.EqualTo("D1"));
        Assert.That(server.Count, Is.EqualTo(1));
    }

    // Some handlers respond to cancellation with the failure that it caused.
    [TestCase(typeof(IOException))]
    [TestCase(typeof(HttpRequestException))]
    [TestCase(typeof(ObjectDisposedException))]
    public async Task A_handler_failure_caused_by_the_attempt_timeout_is_reported_as_a_timeout(Type type)
    {
        var time = new FakeTime();
        using var server = StubHandler.ThrowingWhenCanceled(type);
        using var client = server.CreateClient(time, options => options.MaxRetries = 0);

        var call = client.Domains.GetAsync("D1");
        await server.NextRequestAsync();
        time.Advance(TimeSpan.FromSeconds(30));
        var exception = await Assert.CatchAsync<QboxmailException>(() => call);

        Assert.That(exception, Is.TypeOf<QboxmailTimeoutException>());
    }

    [Test]
    public async Task A_timeout_of_HttpClient_itself_is_reported_as_a_lost_connection()
    {
        using var server = new StubHandler(_ => FailureModes.Create("given up by HttpClient"));
        using var client = server.CreateClient(new FakeTime(), options => options.MaxRetries = 0);

        var exception = await Assert.ThrowsAsync<QboxmailTransportException>(() => client.Domains.GetAsync("D1"));

        Assert.That(
            exception!.Message,
            Is.EqualTo(
                "Domains_Get failed: the connection was lost. HttpClient canceled the request because it was disposed or" +
                " its Timeout elapsed. Leave its Timeout infinite."));
    }
}
