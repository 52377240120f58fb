using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Polly;
using Polly.Timeout;

namespace Qboxmail.Http;

/// <summary>Sends the requests of calls, with retries. Each call returns a value or throws one exception.</summary>
/// <param name="options">The options of the client.</param>
/// <param name="client">A delegate that gets the HttpClient for an attempt.</param>
/// <param name="telemetry">The telemetry that receives the outcomes of calls.</param>
/// <param name="resilience">The resilience pipeline, which applies timeouts and retries.</param>
/// <param name="confirmed">
/// The inferred operations that have succeeded at least once. For all others, a 404 may mean that the inferred path is wrong.
/// </param>
internal sealed class ApiPipeline(
    QboxmailCallOptions options, Func<HttpClient> client, Telemetry telemetry, ResiliencePipeline<HttpResponseMessage> resilience,
    ConcurrentDictionary<ApiOperation, bool> confirmed)
{
    private readonly AttemptSender _sender = new(options, client, telemetry);

    public QboxmailCallOptions Options => options;

    public Telemetry Telemetry => telemetry;

    public TimeProvider Time => options.Options.TimeProvider;

    /// <summary>Creates a pipeline that uses the same connections with other options.</summary>
    public ApiPipeline With(QboxmailCallOptions other) => new(other, client, telemetry, resilience, confirmed);

    /// <summary>Sends a request and reads its response.</summary>
    /// <param name="request">The request to send.</param>
    /// <param name="open">A delegate that reads a successful response.</param>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    public async Task<T> SendAsync<T>(ApiRequest request, Func<ApiResponse, T> open, CancellationToken cancellationToken)
    {
        var call = new CallContext(request, options.Options, cancellationToken);
        using var activity = telemetry.Start(call);
        HttpResponseMessage? message = null;
        var keepsResponse = false;

        try
        {
            message = await ExecuteAsync(call, cancellationToken).ConfigureAwait(false);
            call.IsRouteGuess = request.Operation.IsInferred && !confirmed.ContainsKey(request.Operation);
            var response = new ApiResponse(call, message, telemetry);

            if (message.IsSuccessStatusCode ? response.ListsErrors : !IsRepeatedDelete(response))
            {
                throw ApiErrors.FromErrorResponse(response);
            }

            var value = open(response);

            if (call.IsRouteGuess)
            {
                confirmed.TryAdd(request.Operation, true);
            }

            PollScope.Observe(response);
            telemetry.Ended(call, activity, message, exception: null);
            keepsResponse = request.LeavesBody;
            return value;
        }
        catch (Exception exception) when (EndFailed(call, activity, message, exception))
        {
            throw;
        }
        finally
        {
            if (!keepsResponse)
            {
                message?.Dispose();
                call.Body.Dispose();
            }
        }
    }

    // EndFailed is an exception filter that always returns false. Catching and rethrowing would cost more than the rest of the method.
    private bool EndFailed(CallContext call, Activity? activity, HttpResponseMessage? message, Exception exception)
    {
        telemetry.Ended(call, activity, message, exception);
        return false;
    }

    /// <summary>
    /// Returns whether a 404 response to a DELETE request counts as success, because an earlier attempt may have deleted the resource.
    /// </summary>
    private static bool IsRepeatedDelete(ApiResponse response) =>
        response.Call.Operation.Method == HttpMethod.Delete && response.Call.MayHaveBeenProcessed && response.IsNotFound && !response.IsUnknownRoute;

    private async Task<HttpResponseMessage> ExecuteAsync(CallContext call, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(call.Operation.Id, continueOnCapturedContext: false, cancellationToken);
        context.Properties.Set(CallContext.Key, call);

        try
        {
            return await resilience.ExecuteAsync(
                static (context, state) => state.Sender.SendAttemptAsync(state.Call, context.CancellationToken),
                context,
                (Sender: _sender, Call: call)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            call.ThrowIfCanceled();
            throw;
        }
        catch (TimeoutRejectedException exception)
        {
            throw ApiErrors.TimedOut(call, exception);
        }
        catch (CallerException exception)
        {
            ExceptionDispatchInfo.Capture(exception.InnerException!).Throw();
            throw;
        }
        catch (HttpRequestException exception)
        {
            throw ApiErrors.ConnectionFailed(call, exception);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }
}
