using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Qboxmail.Json;

namespace Qboxmail.Http;

/// <summary>Activities, metrics and logs. They hold operation ids and route templates, never codes, addresses or anything that was sent or answered.</summary>
internal sealed class Telemetry(ILogger logger) : IDrift
{
    public const string Name = "Qboxmail";

    // Drift is told once per field; the names come from outside, so that their number is bounded.
    private const int MaxDrifts = 1000;

    private static readonly string Version = typeof(Telemetry).Assembly.GetName().Version!.ToString(3);
    private static readonly ActivitySource Source = new(Name, Version);
    private static readonly Meter Meter = new(Name, Version);
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("qboxmail.client.call.duration", "s", "Time of a call with all its tries.");
    private static readonly Counter<long> Retries = Meter.CreateCounter<long>("qboxmail.client.call.retries", "{retry}", "Tries after the first.");
    private static readonly Counter<long> Polls = Meter.CreateCounter<long>("qboxmail.client.wait.polls", "{poll}", "Polls made while waiting.");
    private static readonly Counter<long> Drifts = Meter.CreateCounter<long>("qboxmail.client.drift", "{field}", "Fields whose answers differ from the document.");

    private readonly ConcurrentDictionary<(Drift Kind, string Model, string Field), bool> _drifts = new();

    public static Activity? Start(CallContext call) =>
        Source.StartActivity(call.Operation.Id, ActivityKind.Client, parentContext: default, call.Operation.Tags);

    public void Ended(CallContext call, Activity? activity, HttpResponseMessage? response, Exception? exception)
    {
        var status = (int?)(response?.StatusCode ?? (exception as QboxmailApiException)?.StatusCode);
        var error = exception switch
        {
            null => null,
            QboxmailApiException api => api.Reason.ToString(),
            _ => exception.GetType().Name,
        };
        var tags = new TagList([.. call.Operation.Tags]);

        if (status is not null)
        {
            activity?.SetTag("http.response.status_code", status);
            tags.Add("http.response.status_code", status);
        }

        if (error is not null)
        {
            activity?.SetTag("error.type", error);
            activity?.SetStatus(ActivityStatusCode.Error);
            tags.Add("error.type", error);
        }

        activity?.SetTag("http.request.resend_count", Math.Max(call.Attempts - 1, 0));
        Duration.Record(call.Elapsed.TotalSeconds, tags);

        if (exception is null)
        {
            Log.Done(logger, call.Operation.Id, status ?? 0, call.Attempts, call.Elapsed.TotalMilliseconds);
        }
        else
        {
            Log.Failed(logger, call.Operation.Id, error!, status ?? 0, call.Attempts, call.Elapsed.TotalMilliseconds);
        }
    }

    public void Retrying(CallContext call, TimeSpan delay)
    {
        Retries.Add(1, call.Operation.Tags[0]);
        Log.Retrying(logger, call.Attempts, call.Operation.Id, call.LastFailure!, delay.TotalSeconds);
    }

    public static void CountPoll(string wait) => Polls.Add(1, new KeyValuePair<string, object?>("qboxmail.wait", wait));

    public void Polled(string wait, string state) => Log.Polled(logger, wait, state);

    public void IncompleteList(string operation, string shortfall) => Log.IncompleteList(logger, operation, shortfall);

    public void UsesPlainHttp() => Log.PlainHttp(logger);

    public void Report(Drift kind, string model, string field)
    {
        var drift = (kind, model, field);

        // The same fields come with every row, and counting takes all locks.
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
}
