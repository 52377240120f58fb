using System.Diagnostics;
using System.Threading.Channels;

namespace Qboxmail.Testing;

/// <summary>A primary handler that responds to each request with a delegate.</summary>
public sealed class StubHandler(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> respond) : HttpMessageHandler
{
    private readonly Channel<HttpRequestMessage> _arrived = Channel.CreateUnbounded<HttpRequestMessage>();
    private int _count;

    public StubHandler(Func<HttpRequestMessage, HttpResponseMessage> respond)
        : this((request, _) => Task.FromResult(respond(request)))
    {
    }

    /// <summary>Gets the number of received requests.</summary>
    public int Count => _count;

    public bool IsDisposed { get; private set; }

    /// <summary>Creates a handler that never responds. Each request ends when it is canceled.</summary>
    public static StubHandler Silent() => new(async (_, cancellationToken) =>
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new UnreachableException();
    });

    /// <summary>Creates a handler that never responds, and throws an exception of the specified type when a request is canceled.</summary>
    public static StubHandler ThrowingWhenCanceled(Type type) => new(async (_, cancellationToken) =>
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            throw (Exception)Activator.CreateInstance(type, "Broken off.")!;
        }

        throw new UnreachableException();
    });

    public QboxmailClient CreateClient(TimeProvider time, Action<QboxmailClientOptions>? configure = null)
    {
        var options = new QboxmailClientOptions { ApiToken = FakeApi.Token, TimeProvider = time };
        configure?.Invoke(options);
        return new(options, this);
    }

    /// <summary>Waits until the next request arrives.</summary>
    public async Task<HttpRequestMessage> NextRequestAsync() => await _arrived.Reader.ReadAsync();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _count);
        _arrived.Writer.TryWrite(request);
        return await respond(request, cancellationToken).ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
