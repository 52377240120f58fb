using System.Text;

namespace Qboxmail.Testing;

/// <summary>A response body that begins with a string and then ends, stalls or fails, as the test requires.</summary>
public sealed class BodyStream(string beginning, Func<CancellationToken, Task>? then = null) : Stream
{
    private readonly MemoryStream _beginning = new(Encoding.UTF8.GetBytes(beginning));
    private readonly TaskCompletionSource _read = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets a task that completes when the beginning has been read.</summary>
    public Task BeginningWasRead => _read.Task;

    public bool IsDisposed { get; private set; }

    /// <summary>Gets a task that completes when the stream has been disposed.</summary>
    public Task Disposed => _disposed.Task;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static BodyStream Stalling(string beginning) => new(beginning, cancellationToken => Task.Delay(Timeout.Infinite, cancellationToken));

    public static BodyStream Breaking(string beginning) => new(beginning, _ => throw new IOException("The connection was closed."));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = _beginning.Read(buffer.Span);

        if (read == 0 && then is not null)
        {
            _read.TrySetResult();
            await then(cancellationToken);
        }

        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer, offset, count, CancellationToken.None).GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        _disposed.TrySetResult();
        base.Dispose(disposing);
    }
}
