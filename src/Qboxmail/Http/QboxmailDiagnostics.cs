namespace Qboxmail;

/// <summary>The names of the traces, metrics and logs of the library, for the set-up of OpenTelemetry and for dashboards.</summary>
/// <remarks>None of them contains a token, a code, a mail address or content.</remarks>
public static class QboxmailDiagnostics
{
    /// <summary>The name of the <see cref="System.Diagnostics.ActivitySource"/>, for <c>AddSource</c>.</summary>
    public const string ActivitySourceName = "Qboxmail";

    /// <summary>The name of the <see cref="System.Diagnostics.Metrics.Meter"/>, for <c>AddMeter</c>.</summary>
    public const string MeterName = "Qboxmail";

    /// <summary>The category of all log messages.</summary>
    public const string LogCategory = "Qboxmail";

    /// <summary>The histogram of the duration of calls in seconds, with all their attempts.</summary>
    public const string CallDuration = "qboxmail.client.call.duration";

    /// <summary>The counter of attempts after the first.</summary>
    public const string CallRetries = "qboxmail.client.call.retries";

    /// <summary>The counter of polls during waits.</summary>
    public const string WaitPolls = "qboxmail.client.wait.polls";

    /// <summary>The counter of response fields that differ from the OpenAPI document, each counted once.</summary>
    public const string Drift = "qboxmail.client.drift";
}
