using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Polly;
using Polly.Timeout;

namespace Qboxmail.Http;

/// <summary>Sends a call in as many attempts as it needs. The result is a value or one exception.</summary>
internal sealed class ApiPipeline(
    CallSettings settings, Func<HttpClient> client, Telemetry telemetry, ResiliencePipeline<HttpResponseMessage> resilience,
    ConfirmedOperations confirmed)
{
    private readonly AttemptSender _sender = new(settings, client, telemetry);

    public CallSettings Settings => settings;

    public Telemetry Telemetry => telemetry;

    public TimeProvider Time => settings.Options.TimeProvider;

    /// <summary>Creates a pipeline that uses the same connections with other settings.</summary>
    public ApiPipeline With(CallSettings other) => new(other, client, telemetry, resilience, confirmed);

    /// <summary>Sends a request and reads its response.</summary>
    /// <param name="request">The request to send.</param>
    /// <param name="open">Reads a successful response.</param>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    /// <param name="leavesBody">True to leave the body of a success on the connection; the reader of the body then disposes the response.</param>
    public async Task<T> SendAsync<T>(ApiRequest request, Func<ApiResponse, T> open, CancellationToken cancellationToken, bool leavesBody = false)
    {
        var call = new CallContext(request, settings.Options, cancellationToken);
        using var activity = telemetry.Start(call);
        HttpResponseMessage? message = null;

        try
        {
            message = await ExecuteAsync(call, leavesBody, cancellationToken).ConfigureAwait(false);
            call.IsRouteGuess = confirmed.IsGuess(call.Operation);
            var response = new ApiResponse(call, message, telemetry);

            if (!message.IsSuccessStatusCode && !IsRepeatedDelete(response))
            {
                throw ApiErrors.FromErrorResponse(response);
            }

            var value = open(response);
            confirmed.Add(call.Operation);
            PollScope.Observe(response);
            telemetry.Ended(call, activity, message, exception: null);

            if (!leavesBody)
            {
                message.Dispose();
            }

            return value;
        }
        catch (Exception exception) when (EndFailed(call, activity, message, exception))
        {
            throw;
        }
        finally
        {
            if (!leavesBody)
            {
                call.Body.Dispose();
            }
        }
    }

    // A filter that never matches: to catch and throw again through the methods above costs more than all the rest.
    private bool EndFailed(CallContext call, Activity? activity, HttpResponseMessage? message, Exception exception)
    {
        telemetry.Ended(call, activity, message, exception);
        message?.Dispose();
        return false;
    }

    /// <summary>Returns whether an earlier attempt, whose response was lost, may have deleted the resource.</summary>
    private static bool IsRepeatedDelete(ApiResponse response) =>
        response.Call.Operation.Method == HttpMethod.Delete && response.Call.MayHaveBeenProcessed && response.IsNotFound && !response.IsUnknownRoute;

    private async Task<HttpResponseMessage> ExecuteAsync(CallContext call, bool leavesBody, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(call.Operation.Id, continueOnCapturedContext: false, cancellationToken);
        context.Properties.Set(CallContext.Key, call);

        try
        {
            return await resilience.ExecuteAsync(
                static (context, state) => state.Sender.SendAttemptAsync(CallContext.Of(context), state.LeavesBody, context.CancellationToken),
                context,
                (Sender: _sender, LeavesBody: leavesBody)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (call.IsCanceled)
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
