namespace Qboxmail.Http;

/// <summary>Sends one attempt of a call and reads the response body into memory.</summary>
internal sealed class AttemptSender(CallSettings settings, Func<HttpClient> client, Telemetry telemetry)
{
    private readonly TokenSource _tokens = new(settings.Options);
    private readonly RequestMessageFactory _requests = new(settings);

    private QboxmailClientOptions Options => settings.Options;

    public async ValueTask<HttpResponseMessage> SendAttemptAsync(CallContext call, bool leavesBody, CancellationToken cancellationToken)
    {
        call.Attempts++;
        call.Body = ResponseBody.None;

        var http = client();
        var token = await _tokens.GetTokenAsync(call, cancellationToken).ConfigureAwait(false);
        call.Tokens.Add(token);

        using var request = _requests.CreateRequest(call.Request, token, leavesBody);
        HttpResponseMessage? response = null;

        try
        {
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            CheckServer(call, response);

            if (!leavesBody || !response.IsSuccessStatusCode || !ResponseBody.MayBeFile(response.Content))
            {
                var isError = !response.IsSuccessStatusCode;
                call.Body = await ResponseBodyReader.ReadAsync(
                    response.Content, isError ? call.MaxErrorSize : Options.MaxResponseSize, isError, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (UnreadableBodyException exception)
        {
            using (response)
            {
                throw ApiErrors.RejectedResponse(Describe(call, response!), exception.Message);
            }
        }
        catch (QboxmailException)
        {
            response?.Dispose();
            throw;
        }
        catch (Exception exception)
        {
            response?.Dispose();
            var normalized = NormalizeException(exception, cancellationToken);

            if (response is not null && normalized is not OperationCanceledException)
            {
                // Whatever broke the connection: the request had arrived.
                normalized = new HttpRequestException("The connection was lost while the response was read.", normalized);
            }

            call.Failed(answer: null, normalized);
            throw normalized;
        }

        if (!response.IsSuccessStatusCode)
        {
            call.Failed(response, exception: null);
        }

        InvokeOnResponse(call, response);
        return response;
    }

    /// <summary>Maps the exceptions that a handler may throw to those that HttpClient documents, so that a lost connection has one form.</summary>
    private static Exception NormalizeException(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        // Cancellation caused it, whatever it is.
        _ when cancellationToken.IsCancellationRequested => exception as OperationCanceledException ?? new(exception.Message, exception, cancellationToken),
        HttpRequestException or IOException => exception,
        OperationCanceledException => new HttpRequestException("The HTTP client gave the request up: it was disposed of, or has a timeout of its own.", exception),
        _ => new HttpRequestException(exception.Message, exception),
    };

    private static bool IsSameServer(Uri one, Uri other) => one.Scheme == other.Scheme && one.Authority == other.Authority;

    private void CheckServer(CallContext call, HttpResponseMessage response)
    {
        if (response.RequestMessage?.RequestUri is { } address && !IsSameServer(address, _requests.BaseAddress))
        {
            throw ApiErrors.RejectedResponse(
                Describe(call, response),
                $"it comes from {address.Host}: the inner handler has followed a redirect, and may have sent the token along. Switch AllowAutoRedirect off");
        }
    }

    private void InvokeOnResponse(CallContext call, HttpResponseMessage response)
    {
        try
        {
            settings.OnResponse?.Invoke(new QboxmailResponse(response, call.Body));
        }
        catch (Exception exception)
        {
            response.Dispose();
            throw new CallerException(exception);
        }
    }

    private ApiResponse Describe(CallContext call, HttpResponseMessage response) => new(call, response, Options.TimeProvider, telemetry);
}
