using System.Diagnostics.CodeAnalysis;

namespace Qboxmail.Http;

/// <summary>The stream of a download. Reading throws a <see cref="QboxmailException"/> if the body cannot be decompressed.</summary>
[SuppressMessage("Performance", "CA1844", Justification = "Stream passes the array behind a Memory<byte> to the overridden method.")]
internal sealed class DownloadStream(Stream body, Func<QboxmailException> wronglyCompressed) : Stream
{
    public override bool CanRead => body.CanRead;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            return body.Read(buffer, offset, count);
        }
        catch (Exception exception) when (ResponseBodyReader.IsDecompressionFailure(exception))
        {
            throw wronglyCompressed();
        }
    }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (ResponseBodyReader.IsDecompressionFailure(exception))
        {
            throw wronglyCompressed();
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        body.Dispose();
        base.Dispose(disposing);
    }
}
