using Qboxmail.Internal;

namespace Qboxmail.Http;

/// <summary>
/// The innermost delegating handler. It adds the token last, so that no outer handler or logger can read it. It sends each attempt at most once, and
/// only to the configured server.
/// </summary>
internal sealed class TokenHandler(HttpMessageHandler innerHandler) : DelegatingHandler(innerHandler)
{
    private const string Resent =
        "A custom DelegatingHandler tried to resend the request. Remove its retries, because the client already retries safe requests.";

    private const string Foreign =
        "The request was not created by QboxmailClient, or a custom DelegatingHandler copied it without its options."
        + " Copy HttpRequestMessage.Options too, or forward the original request.";

    private const string Late =
        "A custom DelegatingHandler sent the request after its attempt had ended. Make the handler observe its cancellation token.";

    private const string Redirected =
        "A custom DelegatingHandler changed RequestUri or the Host header. The token is only sent to URIs under BaseAddress:"
        + " to use another address, set BaseAddress.";

#if NET
    private readonly bool _isSocketsHandler = innerHandler is SocketsHttpHandler;
#endif

    /// <summary>
    /// Secures the primary handler, which may be at the end of a handler chain of the application, and inserts this handler directly before it.
    /// </summary>
    /// <param name="handler">
    /// The primary handler, or a chain of delegating handlers that ends with it. A chain that already contains this handler gets no second one.
    /// </param>
    /// <param name="baseAddress">The base address of the API.</param>
    /// <param name="argument">The name of the caller's parameter, for exceptions.</param>
    /// <returns>The outermost handler.</returns>
    /// <exception cref="ArgumentException">
    /// A handler is already in use and cannot be changed, or the last delegating handler has no inner handler.
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
                $"The handler {last.GetType().Name} is already in use and cannot be changed. Pass new handlers to the client.",
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
            // A hedging handler takes the first outcome, so an immediate exception would win over the request that is in flight.
            await CancellableTask.WaitAsync(Task.WhenAny(sending), disposeLate: null, cancellationToken).ConfigureAwait(false);
            throw new HttpRequestException(Resent, new RequestRefusedException(Resent));
        }

        throw new RequestRefusedException(attempt.WasSent ? Resent : Late);
    }

    private async Task<HttpResponseMessage> SendOnceAsync(Attempt attempt, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        attempt.AddHeaders(request);

        // With Expect: 100-continue, SocketsHttpHandler resends the request if the server closes the connection before it requests the content.
        // The handler of .NET Framework sends this header unless the property is false, and some proxies respond to it with 417.
        request.Headers.ExpectContinue = false;

        if (attempt.IsWrite)
        {
            // SocketsHttpHandler silently resends bodiless requests (up to 3 times) when a connection closes; a DELETE that succeeded would then
            // surface as 404. An empty body disables that.
            request.Content ??= new AttemptContent([], attempt);
        }

        try
        {
#if NET
            // HTTP/2 may send the headers before it reads the content, and only AttemptContent records that it was read. The .NET Standard build
            // cannot check whether the handler is a SocketsHttpHandler.
            attempt.ReadsContentOnConnection = _isSocketsHandler
                && request is { Content: AttemptContent, Version.Major: 1, VersionPolicy: not HttpVersionPolicy.RequestVersionOrHigher };
#endif
            // Mocked handlers return null for a request without a set-up.
            var sending = base.SendAsync(request, cancellationToken) ?? Task.FromResult<HttpResponseMessage>(null!);
            var response = await sending.ConfigureAwait(false)
                ?? throw new InvalidOperationException("The inner handler returned null. Make it return a response for each request.");

            if (!response.IsSuccessStatusCode)
            {
                // The attempt keeps the body, because an outer handler may dispose the response and resend the request.
                using var original = response.Content;
                var body = await ResponseBodyReader.ReadAsync(original, attempt.MaxErrorSize, isError: true, cancellationToken).ConfigureAwait(false);
                response.Content = attempt.Error = new ErrorContent(body, original);
            }

            return response;
        }
#if NET
        catch (OperationCanceledException exception) when (_isSocketsHandler && exception.InnerException is TimeoutException)
        {
            // SocketsHttpHandler reports an elapsed ConnectTimeout as this exception.
            throw new HttpRequestException(HttpRequestError.ConnectionError, exception.InnerException.Message, exception);
        }
#endif
        finally
        {
            attempt.RemoveHeaders(request);
        }
    }
}
