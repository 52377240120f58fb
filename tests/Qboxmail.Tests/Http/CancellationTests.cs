using System.Net;

namespace Qboxmail.Tests;

public class CancellationTests
{
    [Test]
    public async Task A_call_with_a_canceled_token_sends_nothing()
    {
        using var server = StubHandler.Silent();
        using var client = Client(server);
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Cancelled(client.Domains.GetAsync("D1", source.Token), source);

        Assert.That(server.Count, Is.Zero);
    }

    [Test]
    public async Task Cancellation_ends_the_wait_for_a_token_provider()
    {
        var tokens = new StalledTokenProvider();
        using var server = StubHandler.Silent();
        using var client = Client(server, options => options.ApiTokenProvider = tokens.GetTokenAsync);
        using var source = new CancellationTokenSource();

        var call = client.Domains.GetAsync("D1", source.Token);
        await tokens.Called;
        await source.CancelAsync();

        await Cancelled(call, source);
        Assert.That(server.Count, Is.Zero);
    }

    [Test]
    public async Task Cancellation_ends_the_wait_for_a_response()
    {
        using var server = StubHandler.Silent();
        using var client = Client(server);
        using var source = new CancellationTokenSource();

        var call = client.Domains.GetAsync("D1", source.Token);
        await server.NextRequestAsync();
        await source.CancelAsync();

        await Cancelled(call, source);
        Assert.That(server.Count, Is.EqualTo(1));
    }

    [TestCase(HttpStatusCode.OK)]
    [TestCase(HttpStatusCode.ServiceUnavailable)]
    public async Task Cancellation_ends_the_reading_of_a_body(HttpStatusCode status)
    {
        using var body = BodyStream.Stalling("""{"resources": [""");
        using var server = new StubHandler(_ => FakeApi.Response(status, new StreamContent(body)));
        using var client = Client(server);
        using var source = new CancellationTokenSource();

        var call = client.Domains.GetAsync("D1", source.Token);
        await body.BeginningWasRead;
        await source.CancelAsync();

        await Cancelled(call, source);
        Assert.That(server.Count, Is.EqualTo(1));
        await body.Disposed.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Test]
    public async Task Cancellation_ends_the_delay_before_a_retry()
    {
        var time = new FakeTime();
        using var server = new StubHandler(_ => new(HttpStatusCode.ServiceUnavailable));
        using var client = Client(server, options => options.TimeProvider = time);
        using var source = new CancellationTokenSource();

        var call = client.Domains.GetAsync("D1", source.Token);
        await time.NextPauseAsync();
        await source.CancelAsync();

        await Cancelled(call, source);
        Assert.That(server.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task A_write_is_canceled_like_a_read()
    {
        using var server = StubHandler.Silent();
        using var client = Client(server);
        using var source = new CancellationTokenSource();

        var call = client.Domains.GenerateDkimAsync("D1", source.Token);
        await server.NextRequestAsync();
        await source.CancelAsync();

        await Cancelled(call, source, "Domains_GenerateDkim");
    }

    // Some handlers respond to cancellation with the failure that it caused.
    [TestCase(typeof(IOException))]
    [TestCase(typeof(HttpRequestException))]
    [TestCase(typeof(ObjectDisposedException))]
    public async Task A_handler_failure_caused_by_cancellation_is_reported_as_cancellation(Type type)
    {
        using var server = StubHandler.ThrowingWhenCanceled(type);
        using var client = Client(server);
        using var source = new CancellationTokenSource();

        var call = client.Domains.GenerateDkimAsync("D1", source.Token);
        await server.NextRequestAsync();
        await source.CancelAsync();

        await Cancelled(call, source, "Domains_GenerateDkim");
    }

    [Test]
    public async Task A_token_provider_failure_caused_by_cancellation_is_reported_as_cancellation()
    {
        var asked = new TaskCompletionSource();
        using var server = StubHandler.Silent();
        using var client = Client(server, options => options.ApiTokenProvider = async cancellationToken =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
            throw new HttpRequestException("Broken off.");
        });
        using var source = new CancellationTokenSource();

        var call = client.Domains.GenerateDkimAsync("D1", source.Token);
        await asked.Task;
        await source.CancelAsync();

        await Cancelled(call, source, "Domains_GenerateDkim");
    }

    [Test]
    public async Task A_handler_that_fails_after_the_cancellation_ends_the_call_as_canceled()
    {
        using var source = new CancellationTokenSource();
        using var server = new StubHandler(HttpResponseMessage (_) =>
        {
            source.Cancel();
            throw new IOException("Broken off.");
        });
        using var client = server.CreateClient(new FakeTime());

        await Cancelled(client.Domains.GetAsync("D1", source.Token), source);
    }

    private static async Task Cancelled(Task call, CancellationTokenSource source, string operation = "Domains_Get")
    {
        var exception = await Assert.CatchAsync<OperationCanceledException>(() => call);

        Assert.That(exception!.CancellationToken, Is.EqualTo(source.Token));
        Assert.That(exception.Message, Is.EqualTo($"{operation} was canceled."));
    }

    private static QboxmailClient Client(HttpMessageHandler handler, Action<QboxmailClientOptions>? configure = null)
    {
        var options = new QboxmailClientOptions { ApiToken = FakeApi.Token, TimeProvider = new FakeTime() };
        configure?.Invoke(options);
        return new(options, handler);
    }
}
