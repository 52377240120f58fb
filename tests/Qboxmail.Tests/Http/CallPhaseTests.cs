namespace Qboxmail.Tests;

/// <summary>Cancellation and timeouts end a call in each of its phases, with an exception that names the cause.</summary>
public class CallPhaseTests
{
    private static IEnumerable<TestCaseData> Reads =>
        CallPhase.All.Select(phase => new TestCaseData(phase, false).SetArgDisplayNames($"{phase}", "read"));

    private static IEnumerable<TestCaseData> All =>
        Reads.Concat(CallPhase.All.Select(phase => new TestCaseData(phase, true).SetArgDisplayNames($"{phase}", "write")));

    [TestCaseSource(nameof(All))]
    public async Task Cancellation_ends_a_call_in_every_phase_without_another_request(CallPhase phase, bool isWrite)
    {
        var time = new FakeTime();
        var start = time.GetUtcNow();
        using var handler = phase.CreateHandler();
        using var client = new QboxmailClient(Options(time), handler);
        using var source = new CancellationTokenSource();

        var call = Call(client, isWrite, source.Token);
        await phase.Reached;
        await source.CancelAsync();

        var exception = await Assert.CatchAsync<OperationCanceledException>(() => call);
        Assert.That(exception!.CancellationToken, Is.EqualTo(source.Token));
        Assert.That(phase.Requests, Is.EqualTo(1));
        Assert.That(time.GetUtcNow(), Is.EqualTo(start));
        Assert.That(time.Pauses, Is.Empty);
    }

    [TestCaseSource(nameof(All))]
    public async Task The_attempt_timeout_ends_a_call_in_every_phase(CallPhase phase, bool isWrite)
    {
        var time = new FakeTime();
        using var handler = phase.CreateHandler();
        using var client = new QboxmailClient(Options(time), handler);
        using var source = new CancellationTokenSource();

        var call = Call(client, isWrite, source.Token);
        await phase.Reached;
        time.Advance(TimeSpan.FromSeconds(isWrite ? 100 : 30));

        var exception = await Assert.ThrowsAsync<QboxmailTimeoutException>(() => call);
        Assert.That(exception!.Timeout, Is.EqualTo(TimeSpan.FromSeconds(isWrite ? 100 : 30)));
        // A write may have been processed unless there was no connection.
        Assert.That(exception.RequestMayHaveBeenProcessed, Is.EqualTo(isWrite && !(phase.IsConnecting && SeesConnections)));
        Assert.That(phase.Requests, Is.EqualTo(1));
    }

    [TestCaseSource(nameof(Reads))]
    public async Task The_call_timeout_ends_a_call_in_every_phase(CallPhase phase, bool isWrite)
    {
        var time = new FakeTime();
        using var handler = phase.CreateHandler();
        var options = Options(time);
        options.Timeout = TimeSpan.FromSeconds(10);
        options.MaxRetries = 3;
        using var client = new QboxmailClient(options, handler);

        var call = Call(client, isWrite, CancellationToken.None);
        await phase.Reached;
        time.Advance(TimeSpan.FromSeconds(10));

        var exception = await Assert.ThrowsAsync<QboxmailTimeoutException>(() => call);
        Assert.That(exception!.Timeout, Is.EqualTo(TimeSpan.FromSeconds(10)));
        Assert.That(phase.Requests, Is.EqualTo(1));
    }

    [Test]
    public async Task A_slowly_arriving_body_does_not_restart_the_attempt_timeout()
    {
        var time = new FakeTime();
        var drops = 0;
        using var server = new StubHandler(_ => FakeApi.Response(System.Net.HttpStatusCode.OK, new StreamContent(new Drip(() =>
        {
            drops++;
            time.Advance(TimeSpan.FromSeconds(1));
        }))));
        using var client = new QboxmailClient(Options(time), server);

        var exception = await Assert.ThrowsAsync<QboxmailTimeoutException>(() => client.Domains.GetAsync("D1"));

        Assert.That(exception!.Timeout, Is.EqualTo(TimeSpan.FromSeconds(30)));
        Assert.That(drops, Is.EqualTo(30));
    }

    private static Task Call(QboxmailClient client, bool isWrite, CancellationToken cancellationToken) =>
        isWrite
            ? client.Domains.CreateAsync(new("example.com", "Secret-1"), cancellationToken)
            : client.Domains.GetAsync("D1", cancellationToken);

    // Without TLS, so that the first bytes are those of the request.
    private static QboxmailClientOptions Options(FakeTime time) =>
        new() { ApiToken = FakeApi.Token, BaseAddress = new("http://127.0.0.1:9"), TimeProvider = time, MaxRetries = 0 };

#if NETSTANDARD_BUILD
    private static bool SeesConnections => false;
#else
    private static bool SeesConnections => true;
#endif

    /// <summary>An endless body that arrives one space at a time.</summary>
    private sealed class Drip(Action fall) : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            fall();
            cancellationToken.ThrowIfCancellationRequested();
            buffer.Span[0] = (byte)' ';
            return 1;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }
}
