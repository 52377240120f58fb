using Qboxmail.Internal;

namespace Qboxmail.Http;

/// <summary>
/// The handler directly above the transport. Adds the token at the last moment, so that no handler or logger above sees it, and lets each attempt
/// pass once, to the configured server only.
/// </summary>
internal sealed class TokenHandler(HttpMessageHandler innerHandler) : DelegatingHandler(innerHandler)
{
    private const string Resent =
        "A handler above the client tried to resend the request. Remove its retries: the client retries by itself when that is safe.";

#if NET
    private readonly bool _isSocketsHandler = innerHandler is SocketsHttpHandler;
#endif

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var attempt = Attempt.Of(request) ?? throw new RequestRefusedException(
            "The request was not created by QboxmailClient, or a handler copied it without its options."
            + " Copy the options too, or forward the request itself.");

        if (!attempt.IsAddressAllowed(request.RequestUri))
        {
            throw new RequestRefusedException(
                "A handler changed the address of the request. The token is only sent below BaseAddress:"
                + " set BaseAddress instead of changing the address.");
        }

        if (!attempt.TryBegin())
        {
            await RefuseAsync(attempt, cancellationToken).ConfigureAwait(false);
        }

        attempt.AddHeaders(request);
        HttpResponseMessage? response = null;

        try
        {
#if NET
            // HTTP/2 sends the headers before it reads the content. The other target cannot determine which transport is below.
            attempt.ReadsContentOnConnection = _isSocketsHandler && request is { Content: not null, Version.Major: 1 };
#endif
            response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);

            if (!response.IsSuccessStatusCode)
            {
                await BufferAsync(response, attempt.MaxErrorSize, cancellationToken).ConfigureAwait(false);
            }

            attempt.End(response);
            return response;
        }
#if NET
        catch (OperationCanceledException exception) when (
            response is null && _isSocketsHandler && exception.InnerException is TimeoutException && !cancellationToken.IsCancellationRequested)
        {
            // The form in which SocketsHttpHandler reports that its ConnectTimeout has passed.
            var failure = new HttpRequestException(HttpRequestError.ConnectionError, exception.InnerException.Message, exception);
            attempt.End(failure);
            throw failure;
        }
#endif
        catch (Exception exception)
        {
            response?.Dispose();
            attempt.End(exception);
            throw;
        }
        finally
        {
            attempt.RemoveHeaders(request);
        }
    }

    private static async Task RefuseAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        if (attempt.WasSent && !attempt.Ended.IsCompleted)
        {
            // A hedging handler takes the first result that is not transient. It must keep waiting for the send that is in flight.
            await CancellableTask.WaitAsync(attempt.Ended, disposeLate: null, cancellationToken).ConfigureAwait(false);
            throw new HttpRequestException(Resent, new RequestRefusedException(Resent));
        }

        throw new RequestRefusedException(attempt.WasSent ? Resent : "A handler above the client sent the request after its attempt had ended.");
    }

    /// <summary>Reads the body of an error into memory, because a handler above may dispose the response and resend the request.</summary>
    private static async Task BufferAsync(HttpResponseMessage response, int maxSize, CancellationToken cancellationToken)
    {
        using var original = response.Content;
        using var body = await ResponseBodyReader.ReadAsync(original, maxSize, isError: true, cancellationToken).ConfigureAwait(false);
        response.Content = new LastingContent(body.Bytes.AsSpan().ToArray());

        foreach (var header in original?.Headers.Where(header => header.Key != "Content-Length") ?? [])
        {
            response.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
    }

    /// <summary>A content in memory that can be read after it was disposed.</summary>
    private sealed class LastingContent(byte[] bytes) : ByteArrayContent(bytes)
    {
#pragma warning disable CA2215 // The base class would refuse to be read again.
        protected override void Dispose(bool disposing)
#pragma warning restore CA2215
        {
        }
    }
}
