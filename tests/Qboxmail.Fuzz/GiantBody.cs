namespace Qboxmail.Fuzz;

/// <summary>A body that says the same again and again, so often that it is larger than any memory may hold, or without an end.</summary>
internal sealed class GiantBody(byte[] beginning, byte[] repeated, long length) : Stream
{
    private long _given;

    /// <summary>How many bytes were taken.</summary>
    public long Given => _given;

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
        var wanted = (int)Math.Min(buffer.Length, length - _given);

        for (var index = 0; index < wanted; index++, _given++)
        {
            buffer[index] = _given < beginning.Length ? beginning[_given] : repeated[(_given - beginning.Length) % repeated.Length];
        }

        return wanted;
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
