using System.Buffers;

namespace Qboxmail.Http;

/// <summary>Reads a body into memory, up to a limit that a wrong or hostile server cannot exceed.</summary>
internal static class ResponseBodyReader
{
    private const int ChunkSize = 16 * 1024;

    // A length is only what the server says.
    private const long MostTrustedLength = 1024 * 1024;

    /// <summary>Reads a body.</summary>
    /// <param name="content">Where it comes from.</param>
    /// <param name="maxSize">Most bytes to keep.</param>
    /// <param name="isTruncated">Whether a body that is larger, or breaks off, is cut and not refused: of an error, the status says enough.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<byte[]> ReadAsync(HttpContent? content, int maxSize, bool isTruncated, CancellationToken cancellationToken)
    {
        if (content is null)
        {
            return [];
        }

        if (content.Headers.ContentLength > maxSize && !isTruncated)
        {
            throw new ResponseTooLargeException();
        }

#if NET
        using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
#else
        using var stream = await content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
        using var body = new MemoryStream((int)Math.Min(content.Headers.ContentLength ?? 0, MostTrustedLength));
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);

        try
        {
            int read;

            while ((read = await stream.ReadAsync(chunk, 0, chunk.Length, cancellationToken).ConfigureAwait(false)) > 0)
            {
                var left = maxSize - (int)body.Length;

                if (read > left && !isTruncated)
                {
                    throw new ResponseTooLargeException();
                }

                body.Write(chunk, 0, Math.Min(read, left));

                if (read >= left && isTruncated)
                {
                    break;
                }
            }
        }
        catch (Exception exception) when (isTruncated && exception is IOException or HttpRequestException && !cancellationToken.IsCancellationRequested)
        {
            // What came is kept, and the status with it.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk, clearArray: true);
        }

        // As long as the server said it would be: nothing to copy.
        return body.Length == body.Capacity ? body.GetBuffer() : body.ToArray();
    }
}
