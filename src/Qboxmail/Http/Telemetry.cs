using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Qboxmail.Json;

namespace Qboxmail.Http;

/// <summary>
/// Writes activities, metrics and logs. They contain operation IDs and path templates, but no resource codes, email addresses or content.
/// </summary>
/// <param name="logger">The logger.</param>
/// <param name="address">The base address of the API.</param>
internal sealed class Telemetry(ILogger logger, Uri address)
{
    // Each difference is reported once. The server chooses the field names, so the number of reports is limited.
    private const int MaxDrifts = 1000;

    private const string CanceledTag = "qboxmail.canceled";
    private const string ErrorTag = "error.type";

    private static readonly string Version = typeof(Telemetry).Assembly.GetName().Version!.ToString(3);
    private static readonly ActivitySource Source = new(QboxmailDiagnostics.ActivitySourceName, Version);
    private static readonly Meter Meter = new(QboxmailDiagnostics.MeterName, Version);
    private static readonly Histogram<double> Duration = CreateDuration();
    private static readonly Counter<long> Retries = Meter.CreateCounter<long>(
        QboxmailDiagnostics.CallRetries, "{retry}", "Number of retries.");
    private static readonly Counter<long> Polls = Meter.CreateCounter<long>(QboxmailDiagnostics.WaitPolls, "{poll}", "Number of polls by waits.");
    private static readonly Counter<long> Drifts = Meter.CreateCounter<long>(
        QboxmailDiagnostics.Drift, "{field}", "Number of response fields that differ from the OpenAPI document.");

    private readonly HashSet<(Drift Kind, string Model, string Field)> _drifts = [];

    public ILogger Logger => logger;

    /// <summary>Runs an operation of several calls, such as a wait, in one activity. The activities of the calls are its children.</summary>
    /// <param name="name">The name of the activity, which consists of the client and the method.</param>
    /// <param name="run">The operation to run.</param>
    /// <param name="cancellationToken">The token of the caller. A cancellation by the caller is not recorded as an error.</param>
    public static async Task<T> TraceAsync<T>(string name, Func<Task<T>> run, CancellationToken cancellationToken)
    {
        using var activity = Source.StartActivity(name);

        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            MarkFailed(activity, exception, cancellationToken);
            throw;
        }
    }

    public Activity? Start(CallContext call) =>
        Source.StartActivity(call.Operation.Id, ActivityKind.Client, parentContext: default, call.Operation.Tags)
            ?.SetTag("server.address", address.Host).SetTag("server.port", address.Port);

    /// <summary>Records the end of a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="activity">The activity of the call, or <see langword="null"/> if there is no listener.</param>
    /// <param name="response">The last response, or <see langword="null"/> if there is none.</param>
    /// <param name="exception">The exception that the caller receives, or <see langword="null"/> if the call succeeded.</param>
    public void Ended(CallContext call, Activity? activity, HttpResponseMessage? response, Exception? exception)
    {
        if (activity is null && !Duration.Enabled && !logger.IsEnabled(LogLevel.Debug))
        {
            return;
        }

        var status = (int?)(response?.StatusCode ?? (exception as QboxmailApiException)?.StatusCode);
        var tags = new TagList([.. call.Operation.Tags, new("server.address", address.Host), new("server.port", address.Port)]);

        if (status is not null)
        {
            tags.Add("http.response.status_code", status);
        }

        switch (exception)
        {
            case null:
                logger.Done(call.Operation.Id, status.GetValueOrDefault(), call.Attempts, call.Elapsed.TotalMilliseconds);
                break;

            // Neither a cancellation by the caller nor an expected 404 is an error. During a wait, the activity of the wait shows what a 404 means.
            case OperationCanceledException when call.IsCanceled:
                tags.Add(CanceledTag, true);
                logger.Canceled(call.Operation.Id, call.Attempts, call.Elapsed.TotalMilliseconds);
                break;

            default:
                var error = ErrorType(exception);
                logger.Failed(call.Operation.Id, error, status.GetValueOrDefault(), call.Attempts, call.Elapsed.TotalMilliseconds);

                if (!IsExpected(call, exception))
                {
                    activity?.SetStatus(ActivityStatusCode.Error);
                    tags.Add(ErrorTag, error);
                }

                break;
        }

        foreach (var tag in tags)
        {
            activity?.SetTag(tag.Key, tag.Value);
        }

        activity?.SetTag("http.request.resend_count", Math.Max(call.Attempts - 1, 0));
        Duration.Record(call.Elapsed.TotalSeconds, tags);
    }

    public void Retrying(CallContext call, TimeSpan delay)
    {
        Retries.Add(1, call.Operation.Tags[0]);
        logger.Retrying(call.Attempts, call.Operation.Id, call.LastFailure!, delay.TotalSeconds);
    }

    public static void CountPoll(string wait) => Polls.Add(1, new KeyValuePair<string, object?>("qboxmail.wait", wait));

    public void Report(Drift kind, string model, string field)
    {
        lock (_drifts)
        {
            if (_drifts.Count == MaxDrifts || !_drifts.Add((kind, model, field)))
            {
                return;
            }
        }

        Drifts.Add(1, new("qboxmail.model", model), new("qboxmail.field", field), new("qboxmail.kind", kind.ToString()));

        if (kind == Drift.UnexpectedType)
        {
            logger.UnexpectedType(model, field);
        }
        else
        {
            logger.UnknownField(model, field);
        }
    }

    private static Histogram<double> CreateDuration()
    {
        const string Description = "Duration of calls, including all attempts.";

#if NET
        // The bucket boundaries that OpenTelemetry recommends for HTTP durations, extended to the default timeout of a call.
        double[] seconds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60, 120, 300];
        return Meter.CreateHistogram(
            QboxmailDiagnostics.CallDuration, "s", Description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = seconds });
#else
        // The System.Diagnostics.DiagnosticSource version of this target has no InstrumentAdvice type.
        return Meter.CreateHistogram<double>(QboxmailDiagnostics.CallDuration, "s", Description);
#endif
    }

    private static void MarkFailed(Activity? activity, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && cancellationToken.IsCancellationRequested)
        {
            activity?.SetTag(CanceledTag, true);
        }
        else
        {
            activity?.SetTag(ErrorTag, ErrorType(exception)).SetStatus(ActivityStatusCode.Error);
        }
    }

    private static bool IsExpected(CallContext call, Exception exception) =>
        exception is QboxmailApiException { Reason: QboxmailErrorReason.NotFound }
        && (call.Request.IsNotFoundExpected || PollScope.IsActive);

    private static string ErrorType(Exception exception) => exception is QboxmailApiException api ? api.Reason.ToString() : exception.GetType().Name;
}
