using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Timeout;

namespace Qboxmail.Http;

/// <summary>Sends a call in as many tries as it takes and turns its end into a value or one exception.</summary>
internal sealed class ApiPipeline
{
    public const string TokenHeader = "X-Api-Token";

    private readonly Func<HttpClient> _client;
    private readonly Uri _baseAddress;
    private readonly ResiliencePipeline<HttpResponseMessage> _resilience;

    public ApiPipeline(CallSettings settings, Func<HttpClient> client, Telemetry telemetry)
    {
        Settings = settings;
        Telemetry = telemetry;
        _client = client;
        _baseAddress = new Uri(settings.Options.BaseAddress!.AbsoluteUri.TrimEnd('/') + "/");
        _resilience = CreateResiliencePipeline();
    }

    public CallSettings Settings { get; }

    public Telemetry Telemetry { get; }

    public TimeProvider Time => Options.TimeProvider;

    private QboxmailClientOptions Options => Settings.Options;

    /// <summary>The same connections with other settings.</summary>
    public ApiPipeline With(CallSettings settings) => new(settings, _client, Telemetry);

    /// <summary>Sends a request and reads its answer.</summary>
    /// <param name="request">What to send.</param>
    /// <param name="open">Reads a success.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <param name="leavesBody">Leaves the body of a success on the connection; then who reads it disposes of the response.</param>
    public async Task<T> SendAsync<T>(ApiRequest request, Func<ApiResponse, T> open, CancellationToken cancellationToken, bool leavesBody = false)
    {
        var call = new CallContext(request, Options);
        using var activity = Telemetry.Start(call);
        HttpResponseMessage? response = null;

        try
        {
            response = await ExecuteAsync(call, leavesBody, cancellationToken).ConfigureAwait(false);
            var answer = new ApiResponse(call, response, Time, Telemetry);

            if (!response.IsSuccessStatusCode && !IsRepeatedDelete(answer))
            {
                throw ApiErrors.FromErrorResponse(answer);
            }

            var value = open(answer);
            RetryAfterSuggestion.Observe(answer.RetryAfter);
            Telemetry.Ended(call, activity, response, exception: null);

            if (!leavesBody)
            {
                response.Dispose();
            }

            return value;
        }
        catch (Exception exception)
        {
            Telemetry.Ended(call, activity, response, exception);
            response?.Dispose();
            throw;
        }
    }

    /// <summary>A deletion whose first answer was lost finds nothing the second time.</summary>
    private static bool IsRepeatedDelete(ApiResponse answer) =>
        answer.Call.Operation.Method == HttpMethod.Delete && answer.Call.MayHaveBeenProcessed && (int)answer.Status == 404;

    private async Task<HttpResponseMessage> ExecuteAsync(CallContext call, bool leavesBody, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(call.Operation.Id, continueOnCapturedContext: false, cancellationToken);
        context.Properties.Set(CallContext.Key, call);

        try
        {
            return await _resilience.ExecuteAsync(
                static (context, state) => state.Pipeline.SendAttemptAsync(CallContext.Of(context), state.LeavesBody, context.CancellationToken),
                context,
                (Pipeline: this, LeavesBody: leavesBody)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException($"{call.Operation.Id} was cancelled.", cancellationToken);
        }
        catch (TimeoutRejectedException exception)
        {
            throw ApiErrors.TimedOut(call, call.IsOutOfTime ? Options.Timeout : call.AttemptTimeout, exception);
        }
        catch (CallerException exception)
        {
            ExceptionDispatchInfo.Capture(exception.InnerException!).Throw();
            throw;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw ApiErrors.ConnectionFailed(call, exception);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async ValueTask<HttpResponseMessage> SendAttemptAsync(CallContext call, bool leavesBody, CancellationToken cancellationToken)
    {
        call.Attempts++;
        call.Body = [];

        var client = _client();
        var token = await GetTokenAsync(call, cancellationToken).ConfigureAwait(false);
        call.Tokens.Add(token);

        using var request = CreateRequest(call.Request, token, leavesBody);
        HttpResponseMessage? response = null;

        try
        {
            response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            CheckServer(call, response);

            if (!leavesBody || !response.IsSuccessStatusCode)
            {
                var isError = !response.IsSuccessStatusCode;
                call.Body = await ResponseBodyReader.ReadAsync(
                    response.Content, isError ? call.MaxErrorSize : Options.MaxResponseSize, isTruncated: isError, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (ResponseTooLargeException)
        {
            using (response)
            {
                throw ApiErrors.RejectedResponse(
                    new ApiResponse(call, response!, Time, Telemetry), $"the answer is larger than MaxResponseSize ({Options.MaxResponseSize} bytes)");
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
            var known = NormalizeException(exception, cancellationToken);

            if (response is not null && known is not OperationCanceledException)
            {
                // Whatever broke the connection: the request had arrived.
                known = new HttpRequestException("The connection was lost while the answer was read.", known);
            }

            call.Failed(answer: null, known);
            throw known;
        }

        if (!response.IsSuccessStatusCode)
        {
            call.Failed(response, exception: null);
        }

        InvokeOnResponse(call, response);
        return response;
    }

    private void InvokeOnResponse(CallContext call, HttpResponseMessage response)
    {
        try
        {
            Settings.OnResponse?.Invoke(new QboxmailResponse(response, call.Body));
        }
        catch (Exception exception)
        {
            response.Dispose();
            throw new CallerException(exception);
        }
    }

    private async ValueTask<string> GetTokenAsync(CallContext call, CancellationToken cancellationToken)
    {
        if (Options.ApiTokenProvider is not { } provider)
        {
            return Options.ApiToken!;
        }

        try
        {
            var token = await provider(cancellationToken).ConfigureAwait(false);

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

    // What a handler may throw instead of what HttpClient documents, so that there is one kind of lost connection.
    private static Exception NormalizeException(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        // Whatever it is, it comes from giving the request up.
        _ when cancellationToken.IsCancellationRequested => exception as OperationCanceledException ?? new(exception.Message, exception, cancellationToken),
        HttpRequestException or IOException => exception,
        OperationCanceledException => new HttpRequestException("The HTTP client gave the request up: it was disposed of, or has a timeout of its own.", exception),
        _ => new HttpRequestException(exception.Message, exception),
    };

    private static bool IsSameServer(Uri one, Uri other) => one.Scheme == other.Scheme && one.Authority == other.Authority;

    private void CheckServer(CallContext call, HttpResponseMessage response)
    {
        if (response.RequestMessage?.RequestUri is { } address && !IsSameServer(address, _baseAddress))
        {
            throw ApiErrors.RejectedResponse(
                new ApiResponse(call, response, Time, Telemetry),
                $"it comes from {address.Host}: the inner handler has followed a redirect, and may have sent the token along. Switch AllowAutoRedirect off");
        }
    }

    private HttpRequestMessage CreateRequest(ApiRequest request, string token, bool leavesBody)
    {
        var message = new HttpRequestMessage(request.Operation.Method, new Uri(_baseAddress.AbsoluteUri + request.RelativeAddress));

        message.Headers.TryAddWithoutValidation("Accept", leavesBody ? "*/*" : "application/json");
        message.Headers.TryAddWithoutValidation("User-Agent", Settings.UserAgent);
        TokenHandler.Set(message, [.. Settings.Headers, new(TokenHeader, token)]);

        if (request.Content is { } content)
        {
            message.Content = new ByteArrayContent(content);
            message.Content.Headers.ContentType = new("application/json");
        }
        else if (request.Operation.IsWrite)
        {
            // The HTTP client sends again by itself, up to three times, what has no body and meets a connection that is being closed. Then a deletion
            // that was done would end as not found.
            message.Content = new ByteArrayContent([]);
        }

        return message;
    }

    private ResiliencePipeline<HttpResponseMessage> CreateResiliencePipeline()
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = Time };

        builder.AddTimeout(new TimeoutStrategyOptions
        {
            // Set as a constant, Polly refuses less than 10 ms.
            TimeoutGenerator = args => new(Options.Timeout),
            OnTimeout = static args =>
            {
                CallContext.Of(args.Context).IsOutOfTime = true;
                return default;
            },
        });

        if (Options.MaxRetries > 0)
        {
            builder.AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = Options.MaxRetries,
                Delay = TimeSpan.FromSeconds(1),
                MaxDelay = TimeSpan.FromSeconds(30),
                ShouldHandle = args => new(ShouldRetry(CallContext.Of(args.Context), args.Outcome)),
                DelayGenerator = args => new(args.Outcome.Result is { } answer ? RetryAfter.Of(answer, Time) : null),
                OnRetry = args =>
                {
                    var call = CallContext.Of(args.Context);
                    Telemetry.Retrying(call, args.RetryDelay);

                    if ((int?)args.Outcome.Result?.StatusCode == 429)
                    {
                        call.Request.RateLimited?.Invoke(args.RetryDelay);
                    }

                    return default;
                },
            });
        }

        return builder
            .AddTimeout(new TimeoutStrategyOptions { TimeoutGenerator = static args => new(CallContext.Of(args.Context).AttemptTimeout) })
            .Build();
    }

    private bool ShouldRetry(CallContext call, Outcome<HttpResponseMessage> outcome)
    {
        if (outcome.Result is { IsSuccessStatusCode: true } || !RetryPolicy.ShouldRetry(call.Operation, outcome.Result, outcome.Exception))
        {
            return false;
        }

        // A wait that cannot end in time is the caller's to plan.
        return outcome.Result is not { } answer || RetryAfter.Of(answer, Time) is not { } wait || wait < call.Remaining;
    }

    /// <summary>Carries what the caller's own code threw past the decision about repeating.</summary>
    private sealed class CallerException(Exception exception) : Exception(null, exception);
}
