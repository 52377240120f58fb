using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Qboxmail.Json;

namespace Qboxmail.Http;

/// <summary>Activities, metrics and logs. They contain operation ids and route templates, never codes, addresses or content.</summary>
internal sealed class Telemetry(ILogger logger) : IDrift
{
    public const string Name = "Qboxmail";

    // Drift is reported once per field. The server chooses the names, so the number of reports is limited.
    private const int MaxDrifts = 1000;

    private static readonly string Version = typeof(Telemetry).Assembly.GetName().Version!.ToString(3);
    private static readonly ActivitySource Source = new(Name, Version);
    private static readonly Meter Meter = new(Name, Version);
    private static readonly Histogram<double> Duration = CreateDuration();
    private static readonly Counter<long> Retries = Meter.CreateCounter<long>("qboxmail.client.call.retries", "{retry}", "Attempts after the first.");
    private static readonly Counter<long> Polls = Meter.CreateCounter<long>("qboxmail.client.wait.polls", "{poll}", "Polls during waits.");
    private static readonly Counter<long> Drifts = Meter.CreateCounter<long>(
        "qboxmail.client.drift", "{field}", "Response fields that differ from the OpenAPI document.");

    private readonly ConcurrentDictionary<(Drift Kind, string Model, string Field), bool> _drifts = new();

    public static Activity? Start(CallContext call) =>
        Source.StartActivity(call.Operation.Id, ActivityKind.Client, parentContext: default, call.Operation.Tags);

    /// <summary>Records the end of a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="activity">The activity of the call; null when nobody listens.</param>
    /// <param name="response">The last response; null when there is none.</param>
    /// <param name="exception">The exception that the caller receives; null for a success.</param>
    public void Ended(CallContext call, Activity? activity, HttpResponseMessage? response, Exception? exception)
    {
        if (activity is null && !Duration.Enabled && !logger.IsEnabled(LogLevel.Debug))
        {
            return;
        }

        var status = (int?)(response?.StatusCode ?? (exception as QboxmailApiException)?.StatusCode);
        var tags = new TagList([.. call.Operation.Tags]);

        if (status is not null)
        {
            activity?.SetTag("http.response.status_code", status);
            tags.Add("http.response.status_code", status);
        }

        var error = exception switch
        {
            null => null,
            QboxmailApiException api => api.Reason.ToString(),
            _ => exception.GetType().Name,
        };

        var isExpected = (call.Request.IsNotFoundExpected || PollScope.IsActive)
            && exception is QboxmailApiException { Reason: QboxmailErrorReason.NotFound };

        // Neither a cancellation by the caller nor an expected 404 is an error.
        if (exception is OperationCanceledException && call.IsCanceled)
        {
            activity?.SetTag("qboxmail.canceled", true);
            tags.Add("qboxmail.canceled", true);
        }
        else if (error is not null && !isExpected)
        {
            activity?.SetTag("error.type", error);
            activity?.SetStatus(ActivityStatusCode.Error);
            tags.Add("error.type", error);
        }

        activity?.SetTag("http.request.resend_count", Math.Max(call.Attempts - 1, 0));
        Duration.Record(call.Elapsed.TotalSeconds, tags);
        LogEnd(call, status ?? 0, error);
    }

    public void Retrying(CallContext call, TimeSpan delay)
    {
        Retries.Add(1, call.Operation.Tags[0]);
        Log.Retrying(logger, call.Attempts, call.Operation.Id, call.LastFailure!, delay.TotalSeconds);
    }

    public void ResendRefused(CallContext call) => Log.ResendRefused(logger, call.Operation.Id);

    public static void CountPoll(string wait) => Polls.Add(1, new KeyValuePair<string, object?>("qboxmail.wait", wait));

    public void Polled(string wait, string state) => Log.Polled(logger, wait, state);

    public void IncompleteList(string operation, string shortfall) => Log.IncompleteList(logger, operation, shortfall);

    public void UsesPlainHttp() => Log.PlainHttp(logger);

    public void Report(Drift kind, string model, string field)
    {
        var drift = (kind, model, field);

        // Every item has the same fields, and Count takes all locks.
        if (!_drifts.ContainsKey(drift) && _drifts.Count < MaxDrifts && _drifts.TryAdd(drift, true))
        {
            Drifts.Add(1, new("qboxmail.model", model), new("qboxmail.field", field), new("qboxmail.kind", kind.ToString()));

            if (kind == Drift.UnexpectedType)
            {
                Log.UnexpectedType(logger, model, field);
            }
            else
            {
                Log.UnknownField(logger, model, field);
            }
        }
    }

    private static Histogram<double> CreateDuration()
    {
        const string Instrument = "qboxmail.client.call.duration";
        const string Description = "Duration of a call with all its attempts.";

#if NET
        // The boundaries that OpenTelemetry recommends for HTTP, continued up to the default timeout of a call.
        double[] seconds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60, 120, 300];
        return Meter.CreateHistogram(Instrument, "s", Description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = seconds });
#else
        // This target's version of System.Diagnostics.DiagnosticSource does not support advice.
        return Meter.CreateHistogram<double>(Instrument, "s", Description);
#endif
    }

    private void LogEnd(CallContext call, int status, string? error)
    {
        if (call.IsCanceled)
        {
            Log.Canceled(logger, call.Operation.Id, call.Attempts, call.Elapsed.TotalMilliseconds);
        }
        else if (error is null)
        {
            Log.Done(logger, call.Operation.Id, status, call.Attempts, call.Elapsed.TotalMilliseconds);
        }
        else
        {
            Log.Failed(logger, call.Operation.Id, error, status, call.Attempts, call.Elapsed.TotalMilliseconds);
        }
    }
}
