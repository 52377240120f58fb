using System.Net;

namespace Qboxmail.Tests;

/// <summary>Code of the caller whose task ignores cancellation and does not end. Timeouts and cancellation end the call all the same.</summary>
public class UnendingDelegateTests
{
    private static readonly Dictionary<string, Func<TaskCompletionSource, QboxmailClientOptions, HttpMessageHandler>> Kinds = new()
    {
        ["token provider"] = (reached, options) =>
        {
            options.ApiTokenProvider = _ =>
            {
                reached.TrySetResult();
                return new(new TaskCompletionSource<string>().Task);
            };
            return StubHandler.Silent();
        },
        ["handler"] = (reached, _) => new StubHandler((_, _) =>
        {
            reached.TrySetResult();
            return new TaskCompletionSource<HttpResponseMessage>().Task;
        }),
        ["body of a success"] = (reached, _) => Stalled(reached, HttpStatusCode.OK),
        ["body of an error"] = (reached, _) => Stalled(reached, HttpStatusCode.BadRequest),
    };

    [Test]
    public async Task Cancellation_ends_a_call_whose_token_provider_handler_or_body_never_completes([ValueSource(nameof(Names))] string kind)
    {
        var (client, reached, _) = Create(kind);
        using var source = new CancellationTokenSource();

        var call = client.Domains.GetAsync("D1", source.Token);
        await reached;
        await source.CancelAsync();

        var exception = await Assert.CatchAsync<OperationCanceledException>(() => call);
        Assert.That(exception!.CancellationToken, Is.EqualTo(source.Token));
        client.Dispose();
    }

    [Test]
    public async Task The_attempt_timeout_ends_a_call_whose_token_provider_handler_or_body_never_completes([ValueSource(nameof(Names))] string kind)
    {
        var (client, reached, time) = Create(kind);

        var call = client.Domains.DeleteAsync("D1");
        await reached;
        time.Advance(TimeSpan.FromSeconds(100));

        var exception = await Assert.ThrowsAsync<QboxmailTimeoutException>(() => call);
        Assert.That(exception!.RequestMayHaveBeenProcessed, Is.EqualTo(kind != "token provider"));
        client.Dispose();
    }

    [Test]
    public async Task The_call_timeout_ends_a_call_whose_token_provider_handler_or_body_never_completes([ValueSource(nameof(Names))] string kind)
    {
        var (client, reached, time) = Create(kind, options => options.Timeout = TimeSpan.FromSeconds(5));

        var call = client.Domains.GetAsync("D1");
        await reached;
        time.Advance(TimeSpan.FromSeconds(5));

        var exception = await Assert.ThrowsAsync<QboxmailTimeoutException>(() => call);
        Assert.That(exception!.Timeout, Is.EqualTo(TimeSpan.FromSeconds(5)));
        client.Dispose();
    }

    [Test]
    public async Task Cancellation_and_timeouts_end_a_download_whose_content_never_opens([Values] bool isCanceled)
    {
        var time = new FakeTime();
        var content = new Unopenable();
        using var server = new StubHandler(_ => FakeApi.Response(HttpStatusCode.OK, content));
        using var client = new QboxmailClient(
            new() { ApiToken = FakeApi.Token, BaseAddress = FakeApi.Address, TimeProvider = time, MaxRetries = 0 }, server);
        using var source = new CancellationTokenSource();

        var call = client.Reports.DownloadAsync("R1", source.Token);
        await content.Reached;

        if (isCanceled)
        {
            await source.CancelAsync();
            await Assert.CatchAsync<OperationCanceledException>(() => call);
        }
        else
        {
            time.Advance(TimeSpan.FromSeconds(30));
            await Assert.ThrowsAsync<QboxmailTimeoutException>(() => call);
        }
    }

    [Test]
    public async Task A_response_that_arrives_after_the_timeout_is_disposed()
    {
        var time = new FakeTime();
        var late = new TaskCompletionSource<HttpResponseMessage>();
        using var body = new BodyStream("{}");
        using var server = new StubHandler((_, _) => late.Task);
        using var client = new QboxmailClient(
            new() { ApiToken = FakeApi.Token, BaseAddress = FakeApi.Address, TimeProvider = time, MaxRetries = 0 }, server);

        var call = client.Domains.GetAsync("D1");
        await server.NextRequestAsync();
        time.Advance(TimeSpan.FromSeconds(30));
        await Assert.ThrowsAsync<QboxmailTimeoutException>(() => call);
        late.SetResult(FakeApi.Response(HttpStatusCode.OK, new StreamContent(body)));

        await body.Disposed;
        Assert.That(body.IsDisposed, Is.True);
    }

    private static IEnumerable<string> Names => Kinds.Keys;

    private static (QboxmailClient Client, Task Reached, FakeTime Time) Create(string kind, Action<QboxmailClientOptions>? configure = null)
    {
        var time = new FakeTime();
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var options = new QboxmailClientOptions { ApiToken = FakeApi.Token, BaseAddress = FakeApi.Address, TimeProvider = time, MaxRetries = 0 };
        configure?.Invoke(options);
        var handler = Kinds[kind](reached, options);
        return (new(options, handler), reached.Task, time);
    }

    private static StubHandler Stalled(TaskCompletionSource reached, HttpStatusCode status) =>
        new(_ => FakeApi.Response(status, new StreamContent(new BodyStream("{", _ =>
        {
            reached.TrySetResult();
            return new TaskCompletionSource().Task;
        }))));

    private sealed class Unopenable : HttpContent
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => _reached.Task;

        protected override Task<Stream> CreateContentReadStreamAsync()
        {
            _reached.TrySetResult();
            return new TaskCompletionSource<Stream>().Task;
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new NotSupportedException();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
