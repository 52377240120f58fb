using System.Net;

namespace Qboxmail.Tests;

/// <summary>A phase of a call in which the other side stops responding.</summary>
public sealed class CallPhase
{
    private readonly string _name;
    private readonly Func<CallPhase, HttpMessageHandler> _handler;
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _requests;

    private CallPhase(string name, Func<CallPhase, HttpMessageHandler> handler)
    {
        _name = name;
        _handler = handler;
    }

    /// <summary>Gets new phases, because each is used once.</summary>
    public static IEnumerable<CallPhase> All =>
    [
        new("connecting", phase => Sockets(async cancellationToken => await phase.StayAsync<Stream>(cancellationToken))),
        new("sending the body", phase => Sockets(_ => new(new Connection(phase)))),
        new("waiting for the response", phase => new StubHandler((_, cancellationToken) => phase.StayAsync<HttpResponseMessage>(cancellationToken))),
        new("reading a success", phase => Responding(phase, HttpStatusCode.OK)),
        new("reading an error", phase => Responding(phase, HttpStatusCode.UnprocessableEntity)),
    ];

    /// <summary>Gets a task that completes when the call has reached the phase.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Gets the number of attempts that have reached the phase.</summary>
    public int Requests => _requests;

    public bool IsConnecting => _name == "connecting";

    public override string ToString() => _name;

    internal HttpMessageHandler CreateHandler() => _handler(this);

    private static SocketsHttpHandler Sockets(Func<CancellationToken, ValueTask<Stream>> connect) => new()
    {
        AllowAutoRedirect = false,
        ConnectCallback = (_, cancellationToken) => connect(cancellationToken),
    };

    private static StubHandler Responding(CallPhase phase, HttpStatusCode status) => new(_ => FakeApi.Response(
        status, new StreamContent(new BodyStream("""{"resources": [""", async cancellationToken => await phase.StayAsync<bool>(cancellationToken)))));

    private async Task<T> StayAsync<T>(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        _reached.TrySetResult();
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new System.Diagnostics.UnreachableException();
    }

    /// <summary>A connection that accepts no data.</summary>
    private sealed class Connection(CallPhase phase) : MemoryStream
    {
        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            await phase.StayAsync<bool>(cancellationToken);

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }
}
