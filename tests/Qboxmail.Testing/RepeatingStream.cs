namespace Qboxmail.Testing;

/// <summary>A stream that repeats the same bytes up to a length, for bodies that exceed memory or never end.</summary>
public sealed class RepeatingStream(byte[] beginning, byte[] repeated, long length) : Stream
{
    private long _bytesRead;

    /// <summary>Gets the number of bytes that have been read.</summary>
    public long BytesRead => _bytesRead;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var count = (int)Math.Min(buffer.Length, length - _bytesRead);

        for (var index = 0; index < count; index++, _bytesRead++)
        {
            buffer[index] = _bytesRead < beginning.Length ? beginning[_bytesRead] : repeated[(_bytesRead - beginning.Length) % repeated.Length];
        }

        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Read(buffer.Span));
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
