using System.Net;

namespace Qboxmail.Tests;

public class TimeoutTests : ApiTests
{
    [Test]
    public async Task A_read_may_take_30_seconds_a_try()
    {
        var time = new FakeTime { AutoAdvanceDelays = true };
        using var server = StubHandler.Silent();
        using var client = CreateClient(server, time);

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
    public async Task A_write_may_take_100_seconds_and_is_not_repeated()
    {
        var time = new FakeTime();
        using var server = StubHandler.Silent();
        using var client = CreateClient(server, time);

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
    public async Task A_POST_that_reads_has_the_limit_of_reads()
    {
        var time = new FakeTime();
        using var server = StubHandler.Silent();
        using var client = CreateClient(server, time, options => options.MaxRetries = 0);

        var call = client.Delivery.SuppressionLists.GetDetailsAsync(new("info@example.com"));
        await server.NextRequestAsync();
        time.Advance(TimeSpan.FromSeconds(30));
        var exception = await Assert.ThrowsAsync<QboxmailTimeoutException>(() => call);

        Assert.That(exception!.RequestMayHaveBeenProcessed, Is.False);
        Assert.That(exception.Message, Is.EqualTo("SuppressionLists_GetDetails received no response within 30 s."));
    }

    [Test]
    public async Task A_try_that_took_too_long_may_be_followed_by_a_better_one()
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
        using var client = CreateClient(server, time);

        var call = client.Domains.GetAsync("D1");
        await server.NextRequestAsync();
        time.Advance(TimeSpan.FromSeconds(30));
        var domain = await call;

        Assert.That(domain.Code, Is.EqualTo("D1"));
        Assert.That(server.Count, Is.EqualTo(2));
    }

    [TestCase(HttpStatusCode.OK)]
    [TestCase(HttpStatusCode.NotFound)]
    public async Task The_limit_of_a_try_holds_for_the_body_too(HttpStatusCode status)
    {
        var time = new FakeTime();
        using var body = BodyStream.Stalling("""{"resources": [""");
        using var server = new StubHandler(_ => FakeApi.Response(status, new StreamContent(body)));
        using var client = CreateClient(server, time, options => options.MaxRetries = 0);

        var call = client.Domains.GetAsync("D1");
        await body.BeginningWasRead;
        time.Advance(TimeSpan.FromSeconds(30));
        var exception = await Assert.ThrowsAsync<QboxmailTimeoutException>(() => call);

        Assert.That(exception!.Message, Is.EqualTo("Domains_Get received no response within 30 s."));
        await body.Disposed.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Test]
    public async Task The_limit_of_the_call_ends_a_try()
    {
        var time = new FakeTime();
        using var server = StubHandler.Silent();
        using var client = CreateClient(server, time, options => options.Timeout = TimeSpan.FromSeconds(10));

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
    public async Task The_limit_of_the_call_ends_a_pause()
    {
        var time = new FakeTime();
        using var server = new StubHandler(_ => new(HttpStatusCode.ServiceUnavailable));
        using var client = CreateClient(server, time, options => options.Timeout = TimeSpan.FromMilliseconds(1));

        var call = client.Domains.GetAsync("D1");
        await time.NextPauseAsync();
        time.Advance(TimeSpan.FromMilliseconds(1));
        var exception = await Assert.ThrowsAsync<QboxmailTimeoutException>(() => call);

        Assert.That(exception!.RequestMayHaveBeenProcessed, Is.False);
        Assert.That(exception.Message, Is.EqualTo("Domains_Get did not complete within 0.001 s. The last attempt failed: 503."));
        Assert.That(server.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task The_limit_of_the_call_ends_a_pause_after_a_lost_connection()
    {
        var time = new FakeTime();
        using var server = new StubHandler(_ => FailureModes.Create("lost"));
        using var client = CreateClient(server, time, options => options.Timeout = TimeSpan.FromMilliseconds(1));

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
    public async Task The_limit_of_the_call_counts_all_tries_and_pauses()
    {
        var time = new FakeTime { AutoAdvanceDelays = true };
        using var server = StubHandler.Silent();
        using var client = CreateClient(server, time, options => options.Timeout = TimeSpan.FromSeconds(50));

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
    public async Task The_limit_of_the_call_is_not_that_of_a_listing()
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
    public async Task The_limit_of_a_try_ends_the_wait_for_a_token()
    {
        var time = new FakeTime();
        var asked = new TaskCompletionSource();
        using var server = StubHandler.Silent();
        using var client = CreateClient(server, time, options =>
        {
            options.MaxRetries = 0;
            options.ApiTokenProvider = async cancellationToken =>
            {
                asked.SetResult();
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return "";
            };
        });

        var call = client.Domains.DeleteAsync("D1");
        await asked.Task;
        time.Advance(TimeSpan.FromSeconds(100));
        var exception = await Assert.ThrowsAsync<QboxmailTimeoutException>(() => call);

        Assert.That(exception!.RequestMayHaveBeenProcessed, Is.False);
        Assert.That(exception.Message, Is.EqualTo("Domains_Delete received no response within 100 s."));
        Assert.That(server.Count, Is.Zero);
    }

    [Test]
    public async Task The_limit_of_the_call_ends_the_wait_for_a_token()
    {
        var time = new FakeTime();
        var asked = new TaskCompletionSource();
        using var server = StubHandler.Silent();
        using var client = CreateClient(server, time, options =>
        {
            options.Timeout = TimeSpan.FromSeconds(10);
            options.ApiTokenProvider = async cancellationToken =>
            {
                asked.SetResult();
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return "";
            };
        });

        var call = client.Domains.DeleteAsync("D1");
        await asked.Task;
        time.Advance(TimeSpan.FromSeconds(10));
        var exception = await Assert.ThrowsAsync<QboxmailTimeoutException>(() => call);

        Assert.That(exception!.RequestMayHaveBeenProcessed, Is.False);
        Assert.That(exception.Message, Is.EqualTo("Domains_Delete did not complete within 10 s. The last attempt failed: no token in time."));
        Assert.That(server.Count, Is.Zero);
    }

    // Some handlers answer cancellation with the failure that it caused.
    [TestCase(typeof(IOException))]
    [TestCase(typeof(HttpRequestException))]
    [TestCase(typeof(ObjectDisposedException))]
    public async Task A_handler_that_breaks_off_when_the_time_is_over_has_taken_too_long(Type type)
    {
        var time = new FakeTime();
        using var server = BreakingOff(type);
        using var client = CreateClient(server, time, options => options.MaxRetries = 0);

        var call = client.Domains.GetAsync("D1");
        await server.NextRequestAsync();
        time.Advance(TimeSpan.FromSeconds(30));
        var exception = await Assert.CatchAsync<QboxmailException>(() => call);

        Assert.That(exception, Is.TypeOf<QboxmailTimeoutException>());
    }

    [Test]
    public async Task A_limit_of_the_HTTP_client_itself_is_a_lost_connection()
    {
        using var server = new StubHandler(_ => FailureModes.Create("given up by HttpClient"));
        using var client = CreateClient(server, new FakeTime(), options => options.MaxRetries = 0);

        var exception = await Assert.ThrowsAsync<QboxmailTransportException>(() => client.Domains.GetAsync("D1"));

        Assert.That(
            exception!.Message,
            Is.EqualTo(
                "Domains_Get failed: the connection was lost. The HTTP client canceled the request: it was disposed, or has a timeout" +
                " of its own."));
    }

    internal static StubHandler BreakingOff(Type type) => new(async (_, cancellationToken) =>
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            throw (Exception)Activator.CreateInstance(type, "Broken off.")!;
        }

        return new(HttpStatusCode.OK);
    });

    private static QboxmailClient CreateClient(HttpMessageHandler handler, TimeProvider time, Action<QboxmailClientOptions>? configure = null)
    {
        var options = new QboxmailClientOptions { ApiToken = FakeApi.Token, TimeProvider = time };
        configure?.Invoke(options);
        return new(options, handler);
    }
}
