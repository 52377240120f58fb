using Qboxmail.Internal;

namespace Qboxmail.Http;

/// <summary>Sends one attempt of a call and reads the response body into memory, except for downloads.</summary>
internal sealed class AttemptSender(QboxmailCallOptions options, Func<HttpClient> client, Telemetry telemetry)
{
    private static readonly string Library = $"qboxmail-dotnet/{typeof(AttemptSender).Assembly.GetName().Version!.ToString(3)}";

    private readonly Uri _baseAddress = new(options.Options.BaseAddress!.AbsoluteUri.TrimEnd('/') + "/");
    private readonly string _userAgent = options.Options.ApplicationId is { } application ? $"{application} {Library}" : Library;

    public async ValueTask<HttpResponseMessage> SendAttemptAsync(CallContext call, CancellationToken cancellationToken)
    {
        call.BeginAttempt();

        var http = client();
        var token = options.ApiTokenProvider is { } provider
            ? await GetTokenAsync(provider, call, cancellationToken).ConfigureAwait(false)
            : options.ApiToken!;
        call.AddToken(token);

        var attempt = new Attempt(_baseAddress, call.Request, options, token);
        using var request = CreateRequest(call.Request, attempt);
        HttpResponseMessage? response = null;

        try
        {
            response = await SendAsync(call, http, request, attempt, cancellationToken).ConfigureAwait(false);
            CheckServer(call, response, attempt);
            await ReadBodyAsync(call, response, cancellationToken).ConfigureAwait(false);

            if (!response.IsSuccessStatusCode)
            {
                call.Failed(response, attempt);
            }

            InvokeOnResponse(call, response);
            return response;
        }
        catch (Exception exception)
        {
            response?.Dispose();

            if (exception is QboxmailException or CallerException)
            {
                throw;
            }

            var normalized = NormalizeException(exception, cancellationToken);

            if (response is not null && normalized is not OperationCanceledException)
            {
                // The server has begun to respond, so it has received the request.
                normalized = new HttpRequestException("The connection was lost while reading the response.", normalized);
            }

            call.Failed(normalized, response is null && attempt.NeverReachedServer);
            throw normalized;
        }
    }

    /// <summary>Gets the token for an attempt from ApiTokenProvider.</summary>
    private static async Task<string> GetTokenAsync(
        Func<CancellationToken, ValueTask<string>> provider, CallContext call, CancellationToken cancellationToken)
    {
        try
        {
            var token = await CancellableTask
                .WaitAsync(provider(cancellationToken).AsTask(), disposeLate: null, cancellationToken).ConfigureAwait(false);

            return QboxmailClientOptionsValidator.FailureOfToken(token) is { } failure
                ? throw new InvalidOperationException($"The token that ApiTokenProvider returned {failure}.")
                : token;
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested)
        {
            call.GotNoToken();
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
        catch (Exception exception)
        {
            throw new CallerException(exception);
        }
    }

    /// <summary>
    /// Sends the request. If an outer handler tries to resend it, or replaces its failure, the outcome of the first send is returned instead.
    /// </summary>
    private async Task<HttpResponseMessage> SendAsync(
        CallContext call, HttpClient http, HttpRequestMessage request, Attempt attempt, CancellationToken cancellationToken)
    {
        HttpResponseMessage? response = null;
        var wasResent = true;

        try
        {
            response = await WaitAsync(http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken), cancellationToken)
                .ConfigureAwait(false);

            if (!attempt.WasResent || attempt.IsResponse(response))
            {
                return response;
            }
        }
        catch (Exception exception)
            when (!cancellationToken.IsCancellationRequested
                && (attempt.WasResent || attempt.HasFailed || (attempt.WasSent && RequestRefusedException.IsIn(exception))))
        {
            wasResent = attempt.WasResent || RequestRefusedException.IsIn(exception);
        }
        finally
        {
            attempt.Close();
        }

        response?.Dispose();

        if (wasResent)
        {
            call.WasResent = true;
            telemetry.Logger.ResendRefused(call.Operation.Id);
        }

        return attempt.GetOutcome();
    }

    private async Task ReadBodyAsync(CallContext call, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var isError = !response.IsSuccessStatusCode;

        if (call.Request.LeavesBody && !isError && ResponseBody.MayBeFile(response.Content))
        {
            call.OpenBody = await WaitAsync(ResponseBodyReader.OpenAsync(response.Content, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
            return;
        }

        var maxSize = options.Options.MaxResponseSize;
        call.Body = await WaitAsync(ResponseBodyReader.ReadAsync(response.Content, maxSize, isError, cancellationToken), cancellationToken)
            .ConfigureAwait(false);

        if (!isError && call.Body.IsTruncated)
        {
            throw ApiErrors.RejectedResponse(
                new(call, response, telemetry), FormattableString.Invariant($"the response is larger than MaxResponseSize ({maxSize} bytes)"));
        }
    }

    private static Task<T> WaitAsync<T>(Task<T> task, CancellationToken cancellationToken)
        where T : IDisposable =>
        CancellableTask.WaitAsync(task, static late => late.Dispose(), cancellationToken);

    /// <summary>
    /// Converts any exception thrown by a handler to one that HttpClient documents, so that a lost connection is always an HttpRequestException.
    /// </summary>
    private static Exception NormalizeException(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        // Cancellation is the cause, regardless of the exception type.
        _ when cancellationToken.IsCancellationRequested =>
            exception as OperationCanceledException ?? new(exception.Message, exception, cancellationToken),
        HttpRequestException => exception,
        OperationCanceledException =>
            new HttpRequestException(
                "HttpClient canceled the request because it was disposed or its Timeout elapsed. Leave its Timeout infinite.", exception),
        _ => new HttpRequestException(exception.Message, exception),
    };

    /// <summary>Creates a new message for each attempt, because HttpClient can send a message only once.</summary>
    private HttpRequestMessage CreateRequest(ApiRequest request, Attempt attempt)
    {
        var message = new HttpRequestMessage(request.Operation.Method, attempt.Address);

        message.Headers.TryAddWithoutValidation("Accept", request.LeavesBody ? "*/*" : "application/json");
        message.Headers.TryAddWithoutValidation("User-Agent", _userAgent);
        attempt.AttachTo(message);

        if (request.Content is { } content)
        {
            message.Content = new AttemptContent(content, attempt);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        }

        return message;
    }

    private void CheckServer(CallContext call, HttpResponseMessage response, Attempt attempt)
    {
        if (response.RequestMessage?.RequestUri is { } address && !attempt.IsSameServer(address))
        {
            throw ApiErrors.RejectedResponse(
                new(call, response, telemetry),
                $"the inner handler followed a redirect to {address.Host} and may have sent the token to it."
                + " Set AllowAutoRedirect to false");
        }
    }

    private void InvokeOnResponse(CallContext call, HttpResponseMessage response)
    {
        try
        {
            options.OnResponse?.Invoke(new QboxmailResponse(response, call.Body));
        }
        catch (Exception exception)
        {
            throw new CallerException(exception);
        }
    }
}
