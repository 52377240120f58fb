using System.Buffers;

namespace Qboxmail.Http;

/// <summary>Reads a body into memory, up to a limit that a faulty or hostile server cannot exceed.</summary>
internal static class ResponseBodyReader
{
    private const int ChunkSize = 16 * 1024;

    // A Content-Length header allocates at most this much.
    private const long MaxTrustedLength = 1024 * 1024;

    /// <summary>Reads a body.</summary>
    /// <param name="content">The content of the response.</param>
    /// <param name="maxSize">The number of bytes to keep.</param>
    /// <param name="isError">Whether a body that is too large, incomplete or not decompressible is truncated instead of rejected.</param>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    /// <exception cref="UnreadableBodyException">The body of a success is too large.</exception>
    public static async Task<ResponseBody> ReadAsync(HttpContent? content, int maxSize, bool isError, CancellationToken cancellationToken)
    {
        if (content is null)
        {
            return ResponseBody.None;
        }

        if (content.Headers.ContentLength > maxSize && !isError)
        {
            throw TooLarge(maxSize);
        }

#if NET
        using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
#else
        using var stream = await content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
        using var body = new MemoryStream((int)Math.Min(content.Headers.ContentLength ?? 0, MaxTrustedLength));
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
        var isTruncated = false;

        try
        {
            int read;

            while (!isTruncated && (read = await stream.ReadAsync(chunk, 0, chunk.Length, cancellationToken).ConfigureAwait(false)) > 0)
            {
                var left = maxSize - (int)body.Length;

                if (read > left && !isError)
                {
                    throw TooLarge(maxSize);
                }

                body.Write(chunk, 0, Math.Min(read, left));
                isTruncated = read >= left && isError;
            }
        }
        catch (Exception exception) when (IsDecompressionFailure(exception))
        {
            return new ResponseBody([], content.Headers.ContentType, isUndecodable: true);
        }
        catch (Exception exception) when (isError && exception is IOException or HttpRequestException && !cancellationToken.IsCancellationRequested)
        {
            // The status and the received part are still useful.
            isTruncated = true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk, clearArray: true);
        }

        // With an exact Content-Length the buffer needs no copy.
        return new ResponseBody(body.Length == body.Capacity ? body.GetBuffer() : body.ToArray(), content.Headers.ContentType, isTruncated);
    }

    // The body does not match its Content-Encoding. BrotliStream throws InvalidOperationException.
    private static bool IsDecompressionFailure(Exception exception) =>
        exception is InvalidDataException or InvalidOperationException and not ObjectDisposedException;

    private static UnreadableBodyException TooLarge(int maxSize) =>
        new(FormattableString.Invariant($"the response is larger than MaxResponseSize ({maxSize} bytes)"));
}
