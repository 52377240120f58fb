using Qboxmail.Internal;

namespace Qboxmail.Http;

/// <summary>
/// The handler directly above the transport. It adds the token last, so that no handler or logger above can read it. It sends each attempt at most
/// once, and only to the configured server.
/// </summary>
internal sealed class TokenHandler(HttpMessageHandler innerHandler) : DelegatingHandler(innerHandler)
{
    private const string Resent =
        "A handler outside the library tried to resend the request. Remove its retries: the client retries when that is safe.";

    private const string Foreign =
        "The request was not created by QboxmailClient, or a handler copied it without its options."
        + " Copy the options too, or forward the request itself.";

    private const string Late =
        "A handler outside the library sent the request after its attempt had ended. Make it observe the cancellation token.";

    private const string Redirected =
        "A handler changed the URI of the request. The token is only sent to URIs under BaseAddress:"
        + " set BaseAddress instead of changing the address or the Host header.";

#if NET
    private readonly bool _isSocketsHandler = innerHandler is SocketsHttpHandler;
#endif

    /// <summary>
    /// Secures the transport, which may be at the end of the application's chain of handlers, and adds this handler directly above it.
    /// </summary>
    /// <param name="handler">The transport, or the chain that ends in it. A chain that already contains this handler gets no second one.</param>
    /// <param name="baseAddress">The address of the API.</param>
    /// <param name="argument">The name of the caller's argument, for exceptions.</param>
    /// <returns>The outermost handler.</returns>
    /// <exception cref="ArgumentException">
    /// A handler must be changed but is already in use, or the last handler of the chain has no inner handler.
    /// </exception>
    public static HttpMessageHandler AddTo(HttpMessageHandler handler, Uri baseAddress, string argument)
    {
        DelegatingHandler? last = null;
        var transport = handler;

        while (transport is DelegatingHandler outer)
        {
            last = outer;
            transport = outer.InnerHandler ?? throw new ArgumentException(
                $"The handler {outer.GetType().Name} has no inner handler. Set its InnerHandler, for example to a SocketsHttpHandler.", argument);
        }

        TransportHandler.Secure(transport, baseAddress, argument);

        if (last is null or TokenHandler)
        {
            return last is null ? new TokenHandler(transport) : handler;
        }

        try
        {
            last.InnerHandler = new TokenHandler(transport);
            return handler;
        }
        catch (InvalidOperationException exception)
        {
            throw new ArgumentException(
                $"The handler {last.GetType().Name} is already in use and cannot be changed. Pass a new chain of handlers to the client.",
                argument,
                exception);
        }
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Attempt.Of(request) is not { } attempt ? Refuse(Foreign)
        : !attempt.IsAllowed(request) ? Refuse(Redirected)
        : attempt.TryBegin() ? attempt.Sending = SendOnceAsync(attempt, request, cancellationToken)
        : RefuseResendAsync(attempt, cancellationToken);

    private static Task<HttpResponseMessage> Refuse(string reason) => Task.FromException<HttpResponseMessage>(new RequestRefusedException(reason));

    private static async Task<HttpResponseMessage> RefuseResendAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        if (attempt.Sending is { IsCompleted: false } sending)
        {
            // A hedging handler takes the first outcome, so an immediate exception would win over the send that is in flight.
            await CancellableTask.WaitAsync(Task.WhenAny(sending), disposeLate: null, cancellationToken).ConfigureAwait(false);
            throw new HttpRequestException(Resent, new RequestRefusedException(Resent));
        }

        throw new RequestRefusedException(attempt.WasSent ? Resent : Late);
    }

    private async Task<HttpResponseMessage> SendOnceAsync(Attempt attempt, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        attempt.AddHeaders(request);

        if (request.Headers.ExpectContinue == true)
        {
            // SocketsHttpHandler would resend the request when the server closes the connection instead of asking for the content.
            request.Headers.ExpectContinue = false;
        }

        try
        {
#if NET
            // HTTP/2 sends the headers before it reads the content. The netstandard2.0 build cannot determine the type of the transport.
            attempt.ReadsContentOnConnection = _isSocketsHandler
                && request is { Content: not null, Version.Major: 1, VersionPolicy: not HttpVersionPolicy.RequestVersionOrHigher };
#endif
            // Test doubles that are not set up for a request return null.
            var sending = base.SendAsync(request, cancellationToken) ?? Task.FromResult<HttpResponseMessage>(null!);
            var response = await sending.ConfigureAwait(false)
                ?? throw new InvalidOperationException("The inner handler returned no response. Make it return one for each request.");

            if (!response.IsSuccessStatusCode)
            {
                // Kept in the attempt, because a handler above may dispose the response and resend the request.
                using var original = response.Content;
                var body = await ResponseBodyReader.ReadAsync(original, attempt.MaxErrorSize, isError: true, cancellationToken).ConfigureAwait(false);
                response.Content = attempt.Error = new ErrorContent(body, original);
            }

            return response;
        }
#if NET
        catch (OperationCanceledException exception) when (_isSocketsHandler && exception.InnerException is TimeoutException)
        {
            // The form in which SocketsHttpHandler reports that its ConnectTimeout has passed.
            throw new HttpRequestException(HttpRequestError.ConnectionError, exception.InnerException.Message, exception);
        }
#endif
        finally
        {
            attempt.RemoveHeaders(request);
        }
    }
}
