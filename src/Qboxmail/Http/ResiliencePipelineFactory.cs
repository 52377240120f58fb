using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Timeout;

namespace Qboxmail.Http;

/// <summary>Sets up the timeouts and retries of a call.</summary>
internal static class ResiliencePipelineFactory
{
    public static ResiliencePipeline<HttpResponseMessage> CreateResiliencePipeline(QboxmailClientOptions options, Telemetry telemetry)
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = options.TimeProvider };

        builder.AddTimeout(new TimeoutStrategyOptions
        {
            // Polly rejects a constant below 10 ms.
            TimeoutGenerator = args => new(options.Timeout),
            OnTimeout = static args =>
            {
                CallContext.Of(args.Context).IsOutOfTime = true;
                return default;
            },
        });

        if (options.MaxRetries > 0)
        {
            var retry = new HttpRetryStrategyOptions
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
                    }

                    return default;
                },
            };
            retry.DelayGenerator = args =>
                new(RetryDelay.Of(args.AttemptNumber, RetryAfterOf(args.Outcome, options.TimeProvider), retry.Randomizer()));
            builder.AddRetry(retry);
        }

        return builder
            .AddTimeout(new TimeoutStrategyOptions { TimeoutGenerator = static args => new(CallContext.Of(args.Context).AttemptTimeout) })
            .Build();
    }

    private static bool ShouldRetry(CallContext call, Outcome<HttpResponseMessage> outcome, TimeProvider time)
    {
        if (outcome.Result is { IsSuccessStatusCode: true }
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
