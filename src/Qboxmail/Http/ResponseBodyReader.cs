using System.Buffers;
using System.Net.Http.Headers;

namespace Qboxmail.Http;

/// <summary>Reads response bodies into memory, up to a maximum size that protects against faulty and hostile servers.</summary>
internal static class ResponseBodyReader
{
    private const int DefaultSize = 16 * 1024;

    // The maximum size of the first buffer. A larger Content-Length does not enlarge it, because a hostile server can announce any length.
    private const long MaxTrustedLength = 1024 * 1024;

    private static readonly MediaTypeHeaderValue JsonType = new("application/json") { CharSet = "utf-8" };

    /// <summary>Reads a body. For a 2xx response, the buffer is pooled, and disposing the body returns it to the pool.</summary>
    /// <param name="content">The content of the response.</param>
    /// <param name="maxSize">The maximum size in bytes. A larger body is truncated.</param>
    /// <param name="isError">
    /// Whether the response is an error. If the connection is lost, the part of its body that was received is kept, because it is still useful.
    /// </param>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    public static async Task<ResponseBody> ReadAsync(HttpContent? content, int maxSize, bool isError, CancellationToken cancellationToken)
    {
        if (content is null or ErrorContent)
        {
            return (content as ErrorContent)?.Body ?? ResponseBody.None;
        }

        var announced = content.Headers.ContentLength;

        if (announced > maxSize && !isError)
        {
            return new ResponseBody(new([]), TypeOf(content), isTruncated: true);
        }

        using var stream = await OpenAsync(content, cancellationToken).ConfigureAwait(false);

        // The buffer has one extra byte, because only a read into free space detects the end. If reading fails, the buffer is not returned to the
        // pool, because an abandoned read may still write to it.
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(announced ?? DefaultSize, MaxTrustedLength) + 1);
        var count = 0;
        var isTruncated = false;

        try
        {
            int read;

            // Reading one byte more than allowed shows that the body is too large.
            while ((read = await stream.ReadAsync(buffer, count, Math.Min(buffer.Length, maxSize + 1) - count, cancellationToken)
                .ConfigureAwait(false)) > 0)
            {
                count += read;

                if (count > maxSize)
                {
                    (count, isTruncated) = (maxSize, true);
                    break;
                }

                if (count == buffer.Length)
                {
                    buffer = Grow(buffer, maxSize);
                }
            }
        }
        catch (Exception exception) when (IsDecompressionFailure(exception))
        {
            return new ResponseBody(new([]), TypeOf(content), isUndecodable: true);
        }
        catch (Exception exception) when (isError && exception is IOException or HttpRequestException && !cancellationToken.IsCancellationRequested)
        {
            isTruncated = true;
        }

        if (!isError)
        {
            return new ResponseBody(new(buffer, 0, count), TypeOf(content), isTruncated, rented: buffer);
        }

        var bytes = buffer.AsSpan(0, count).ToArray();
        Return(buffer, count);
        return new ResponseBody(new(bytes), TypeOf(content), isTruncated);
    }

    /// <summary>Opens the stream of a body. On .NET Framework, a response may have no content.</summary>
    public static Task<Stream> OpenAsync(HttpContent? content, CancellationToken cancellationToken) =>
#if NET
        content?.ReadAsStreamAsync(cancellationToken) ?? Task.FromResult(Stream.Null);
#else
        content?.ReadAsStreamAsync() ?? Task.FromResult(Stream.Null);
#endif

    public static void Return(byte[] buffer, int count)
    {
        // The buffer is cleared, because responses can contain passwords.
        Array.Clear(buffer, 0, count);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private static byte[] Grow(byte[] buffer, int maxSize)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(2L * buffer.Length, maxSize + 1L));
        buffer.CopyTo(larger, 0);
        Return(buffer, buffer.Length);
        return larger;
    }

    // Common values are not parsed, because parsing them would take a tenth of the time of a call.
    private static MediaTypeHeaderValue? TypeOf(HttpContent content) =>
#if NET
        content.Headers.NonValidated.TryGetValues("Content-Type", out var values)
        && values.ToString() is "application/json" or "application/json; charset=utf-8"
            ? JsonType
            : content.Headers.ContentType;
#else
        content.Headers.ContentType;
#endif

    /// <summary>Returns whether an exception reports a body that cannot be decompressed.</summary>
    /// <remarks>BrotliStream throws InvalidOperationException for invalid data.</remarks>
    public static bool IsDecompressionFailure(Exception exception) =>
        exception is InvalidDataException or InvalidOperationException and not ObjectDisposedException;
}
