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

    /// <summary>Adds the handler directly above the transport, which may be the end of a chain of the application.</summary>
    /// <param name="handler">The transport or the chain. A handler that was added before stays the only one.</param>
    /// <param name="argument">The name by which the caller knows the handler.</param>
    /// <returns>The outermost handler.</returns>
    public static HttpMessageHandler AddTo(HttpMessageHandler handler, string argument)
    {
        if (handler is TokenHandler or not DelegatingHandler { InnerHandler: not null })
        {
            return handler as TokenHandler ?? new TokenHandler(handler);
        }

        var chain = (DelegatingHandler)handler;
        var rest = AddTo(chain.InnerHandler!, argument);

        try
        {
            if (rest != chain.InnerHandler)
            {
                chain.InnerHandler = rest;
            }

            return chain;
        }
        catch (InvalidOperationException exception)
        {
            throw new ArgumentException(
                $"The handler {handler.GetType().Name} is already in use and cannot be changed. Pass a new chain of handlers to the client.",
                argument,
                exception);
        }
    }

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

        foreach (var header in attempt.Headers)
        {
            request.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        HttpResponseMessage? response = null;

        try
        {
            response = await SendOnceAsync(attempt, request, cancellationToken).ConfigureAwait(false);
            attempt.End(
                response,
                response.IsSuccessStatusCode ? null : await BufferAsync(response, attempt.MaxErrorSize, cancellationToken).ConfigureAwait(false));
            return response;
        }
        catch (Exception exception)
        {
            response?.Dispose();
            attempt.End(exception);
            throw;
        }
        finally
        {
            foreach (var header in attempt.Headers)
            {
                request.Headers.Remove(header.Key);
            }
        }
    }

    private static async Task RefuseAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        if (attempt.WasSent && !attempt.Ended.IsCompleted)
        {
            // A hedging handler takes the first result that is not transient. It must keep waiting for the send that is in flight.
            await CancellableTask.RunAsync(() => attempt.Ended, disposeLate: null, cancellationToken).ConfigureAwait(false);
            throw new HttpRequestException(Resent, new RequestRefusedException(Resent));
        }

        throw new RequestRefusedException(attempt.WasSent ? Resent : "A handler above the client sent the request after its attempt had ended.");
    }

    /// <summary>Reads the body of an error into memory, because a handler above may dispose the response and resend the request.</summary>
    private static async Task<ErrorContent> BufferAsync(HttpResponseMessage response, int maxSize, CancellationToken cancellationToken)
    {
        using var body = await ResponseBodyReader.ReadAsync(response.Content, maxSize, isError: true, cancellationToken).ConfigureAwait(false);
        var content = new ErrorContent(body.Bytes.AsSpan().ToArray(), body.IsTruncated, body.IsUndecodable);

        foreach (var header in response.Content?.Headers.Where(header => header.Key != "Content-Length") ?? [])
        {
            content.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        response.Content?.Dispose();
        response.Content = content;
        return content;
    }

#if NET
    private async Task<HttpResponseMessage> SendOnceAsync(Attempt attempt, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // HTTP/2 sends the headers before it reads the content.
        attempt.ReadsContentOnConnection = _isSocketsHandler && request is { Content: not null, Version.Major: 1 };

        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
            when (_isSocketsHandler && exception.InnerException is TimeoutException && !cancellationToken.IsCancellationRequested)
        {
            // The form in which SocketsHttpHandler reports that its ConnectTimeout has passed.
            throw new HttpRequestException(HttpRequestError.ConnectionError, exception.InnerException.Message, exception);
        }
    }
#else
    private Task<HttpResponseMessage> SendOnceAsync(Attempt attempt, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // This target cannot determine which transport is below, or when it reads the content.
        attempt.ReadsContentOnConnection = false;
        return base.SendAsync(request, cancellationToken);
    }
#endif
}
