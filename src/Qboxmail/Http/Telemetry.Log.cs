using Microsoft.Extensions.Logging;

namespace Qboxmail.Http;

internal sealed partial class Telemetry
{
    [LoggerMessage(4, LogLevel.Warning, "The API is called over plain http: anyone on the network path can read the token. Use https.")]
    public partial void PlainHttp();

    [LoggerMessage(7, LogLevel.Debug, "Polled {Wait}: {State}.")]
    public partial void Polled(string wait, string state);

    [LoggerMessage(8, LogLevel.Warning, "{Operation} may be incomplete: {Shortfall}. The enumeration ends here.")]
    public partial void IncompleteList(string operation, string shortfall);

    [LoggerMessage(
        9,
        LogLevel.Warning,
        "A handler outside the library tried to resend {Operation}, which was refused. Remove its retries: the client retries by itself.")]
    public partial void ResendRefused(string operation);

    [LoggerMessage(1, LogLevel.Debug, "{Operation} returned {Status}. Attempts: {Attempts}, duration: {Elapsed:0.0} ms.")]
    private partial void Done(string operation, int status, int attempts, double elapsed);

    [LoggerMessage(2, LogLevel.Debug, "{Operation} failed with {Error} (status {Status}). Attempts: {Attempts}, duration: {Elapsed:0.0} ms.")]
    private partial void Failed(string operation, string error, int status, int attempts, double elapsed);

    [LoggerMessage(10, LogLevel.Debug, "{Operation} was canceled. Attempts: {Attempts}, duration: {Elapsed:0.0} ms.")]
    private partial void Canceled(string operation, int attempts, double elapsed);

    [LoggerMessage(3, LogLevel.Warning, "Attempt {Attempt} of {Operation} failed: {Failure}. Retrying in {Delay:0.0} s.")]
    private partial void Retrying(int attempt, string operation, string failure, double delay);

    [LoggerMessage(5, LogLevel.Warning, "The field {Field} of {Model} does not have the documented type. Its value is in AdditionalProperties.")]
    private partial void UnexpectedType(string model, string field);

    [LoggerMessage(6, LogLevel.Debug, "The field {Field} of {Model} is not documented. Its value is in AdditionalProperties.")]
    private partial void UnknownField(string model, string field);
}
