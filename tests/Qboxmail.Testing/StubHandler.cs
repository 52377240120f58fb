using System.Diagnostics;
using System.Threading.Channels;

namespace Qboxmail.Testing;

/// <summary>A handler that does with each request what a test tells it, for ends that are no plain answer.</summary>
public sealed class StubHandler(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    private readonly Channel<HttpRequestMessage> _arrived = Channel.CreateUnbounded<HttpRequestMessage>();
    private int _count;

    public StubHandler(Func<HttpRequestMessage, HttpResponseMessage> answer)
        : this((request, _) => Task.FromResult(answer(request)))
    {
    }

    /// <summary>How many requests came.</summary>
    public int Count => _count;

    public bool IsDisposed { get; private set; }

    /// <summary>Takes requests and never answers; each ends when it is given up.</summary>
    public static StubHandler Silent() => new(async (_, cancellationToken) =>
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new UnreachableException();
    });

    /// <summary>Waits until the next request comes.</summary>
    public async Task<HttpRequestMessage> NextRequestAsync() => await _arrived.Reader.ReadAsync();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _count);
        _arrived.Writer.TryWrite(request);
        return await answer(request, cancellationToken).ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
