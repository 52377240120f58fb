using Polly;
using Polly.Retry;
using Polly.Timeout;
using Qboxmail.Paging;

namespace Qboxmail.Http;

/// <summary>Creates the resilience pipeline, which applies timeouts and retries.</summary>
internal static class ResiliencePipelineFactory
{
    /// <summary>
    /// Creates the pipeline that a client shares with the clients of its With method. Their timeouts and retry counts differ, so the pipeline takes
    /// both from the CallContext.
    /// </summary>
    public static ResiliencePipeline<HttpResponseMessage> CreateResiliencePipeline(TimeProvider time, Telemetry telemetry)
    {
        var retry = new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = int.MaxValue,
            ShouldHandle = args => new(ShouldRetry(CallContext.Of(args.Context), args.Outcome, time)),
            OnRetry = args =>
            {
                var call = CallContext.Of(args.Context);
                telemetry.Retrying(call, args.RetryDelay);

                if ((int?)args.Outcome.Result?.StatusCode == 429)
                {
                    RateLimitGate.Current?.Close(args.RetryDelay);
                }

                return default;
            },
        };
        retry.DelayGenerator = args =>
        {
            var delay = RetryDelay.Of(args.AttemptNumber, RetryAfterOf(args.Outcome, time), retry.Randomizer());
            return new(CallContext.Of(args.Context).UntilDeadline(delay));
        };

        // One timeout strategy enforces the timeouts of both the attempt and the call. A pause also ends at the deadline, and the next attempt then
        // fails at once.
        var timeout = new TimeoutStrategyOptions
        {
            TimeoutGenerator = static args => new(CallContext.Of(args.Context).BeginTimeout()),
            OnTimeout = static args =>
            {
                CallContext.Of(args.Context).TimedOut();
                return default;
            },
        };

        return new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }.AddRetry(retry).AddTimeout(timeout).Build();
    }

    private static bool ShouldRetry(CallContext call, Outcome<HttpResponseMessage> outcome, TimeProvider time) =>
        call.HasRetriesLeft && !call.IsOutOfTime
        && RetryPolicy.ShouldRetry(call.Operation, outcome.Result, outcome.Exception, call.NeverReachedServer)
        // If the Retry-After delay exceeds the remaining time, the call fails at once. The exception contains the delay.
        && (RetryAfterOf(outcome, time) is not { } wait || wait < call.Remaining);

    private static TimeSpan? RetryAfterOf(Outcome<HttpResponseMessage> outcome, TimeProvider time) =>
        outcome.Result is { } response ? RetryAfter.Of(response, time) : null;
}
