using Polly;
using Polly.Retry;
using Polly.Timeout;
using Qboxmail.Paging;

namespace Qboxmail.Http;

/// <summary>Sets up the timeouts and retries of a call.</summary>
internal static class ResiliencePipelineFactory
{
    /// <summary>Creates a pipeline. Views share it; therefore the timeouts come from the call.</summary>
    public static ResiliencePipeline<HttpResponseMessage> CreateResiliencePipeline(QboxmailClientOptions options, Telemetry telemetry)
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = options.TimeProvider };

        if (options.MaxRetries > 0)
        {
            var retry = new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = options.MaxRetries,
                ShouldHandle = args => new(ShouldRetry(CallContext.Of(args.Context), args.Outcome, options.TimeProvider)),
                OnRetry = args =>
                {
                    var call = CallContext.Of(args.Context);
                    telemetry.Retrying(call, args.RetryDelay);

                    if ((int?)args.Outcome.Result?.StatusCode == 429)
                    {
                        call.Request.RateLimited?.Invoke(args.RetryDelay);
                        RateLimitGate.Current?.Close(args.RetryDelay);
                    }

                    return default;
                },
            };
            retry.DelayGenerator = args =>
            {
                var delay = RetryDelay.Of(args.AttemptNumber, RetryAfterOf(args.Outcome, options.TimeProvider), retry.Randomizer());
                return new(CallContext.Of(args.Context).UntilDeadline(delay));
            };
            builder.AddRetry(retry);
        }

        // One timeout serves the attempt and the call: a pause ends at the deadline too, and the next attempt then fails at once.
        return builder
            .AddTimeout(new TimeoutStrategyOptions
            {
                TimeoutGenerator = static args => new(CallContext.Of(args.Context).BeginTimeout()),
                OnTimeout = static args =>
                {
                    CallContext.Of(args.Context).TimedOut();
                    return default;
                },
            })
            .Build();
    }

    private static bool ShouldRetry(CallContext call, Outcome<HttpResponseMessage> outcome, TimeProvider time)
    {
        if (outcome.Result is { IsSuccessStatusCode: true } || call.IsOutOfTime
            || !RetryPolicy.ShouldRetry(call.Operation, outcome.Result, outcome.Exception, call.NeverReachedServer))
        {
            return false;
        }

        // A wait that exceeds the remaining time is reported to the caller instead.
        return RetryAfterOf(outcome, time) is not { } wait || wait < call.Remaining;
    }

    private static TimeSpan? RetryAfterOf(Outcome<HttpResponseMessage> outcome, TimeProvider time) =>
        outcome.Result is { } response ? RetryAfter.Of(response, time) : null;
}
