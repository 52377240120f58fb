namespace Qboxmail;

/// <summary>Names of the traces, metrics and logs of the library, for example to configure OpenTelemetry.</summary>
/// <remarks>Traces, metrics and logs never contain tokens, resource codes, email addresses or message content.</remarks>
public static class QboxmailDiagnostics
{
    /// <summary>The name of the <see cref="System.Diagnostics.ActivitySource"/> to pass to <c>AddSource</c>.</summary>
    public const string ActivitySourceName = "Qboxmail";

    /// <summary>The name of the <see cref="System.Diagnostics.Metrics.Meter"/> to pass to <c>AddMeter</c>.</summary>
    public const string MeterName = "Qboxmail";

    /// <summary>The category of all log messages.</summary>
    public const string LogCategory = "Qboxmail";

    /// <summary>The name of the histogram for the duration of calls in seconds, including all attempts.</summary>
    public const string CallDuration = "qboxmail.client.call.duration";

    /// <summary>The name of the counter for retries.</summary>
    public const string CallRetries = "qboxmail.client.call.retries";

    /// <summary>The name of the counter for polls by waits.</summary>
    public const string WaitPolls = "qboxmail.client.wait.polls";

    /// <summary>The name of the counter for response fields that differ from the OpenAPI document. Each client counts a field once.</summary>
    public const string Drift = "qboxmail.client.drift";
}
