using Microsoft.Extensions.Logging;

namespace Qboxmail.Http;

/// <summary>Defines the log messages. They are in a class of their own, so their delegates are created only when the library first logs.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "{Operation} returned {Status}. Attempts: {Attempts}, duration: {Elapsed:0.0} ms.")]
    public static partial void Done(this ILogger logger, string operation, int status, int attempts, double elapsed);

    [LoggerMessage(2, LogLevel.Debug, "{Operation} failed with {Error} (status {Status}). Attempts: {Attempts}, duration: {Elapsed:0.0} ms.")]
    public static partial void Failed(this ILogger logger, string operation, string error, int status, int attempts, double elapsed);

    [LoggerMessage(3, LogLevel.Warning, "Attempt {Attempt} of {Operation} failed: {Failure}. Retrying in {Delay:0.0} s.")]
    public static partial void Retrying(this ILogger logger, int attempt, string operation, string failure, double delay);

    [LoggerMessage(4, LogLevel.Warning, "The API is called over plain HTTP, so anyone on the network path can read the token. Use an https address.")]
    public static partial void PlainHttp(this ILogger logger);

    [LoggerMessage(5, LogLevel.Warning, "The field {Field} of {Model} does not have the documented type. Its value is in AdditionalProperties.")]
    public static partial void UnexpectedType(this ILogger logger, string model, string field);

    [LoggerMessage(
        6, LogLevel.Debug, "The field {Field} of {Model} is unknown to this version of the library. Its value is in AdditionalProperties.")]
    public static partial void UnknownField(this ILogger logger, string model, string field);

    [LoggerMessage(7, LogLevel.Debug, "Polled {Wait}: {State}.")]
    public static partial void Polled(this ILogger logger, string wait, string state);

    [LoggerMessage(8, LogLevel.Warning, "The list returned by {Operation} may be incomplete: {Shortfall}.")]
    public static partial void IncompleteList(this ILogger logger, string operation, string shortfall);

    [LoggerMessage(
        9,
        LogLevel.Warning,
        "A custom DelegatingHandler tried to resend a request of {Operation}. Remove its retries, because the client already retries safe requests.")]
    public static partial void ResendRefused(this ILogger logger, string operation);

    [LoggerMessage(10, LogLevel.Debug, "{Operation} was canceled. Attempts: {Attempts}, duration: {Elapsed:0.0} ms.")]
    public static partial void Canceled(this ILogger logger, string operation, int attempts, double elapsed);
}
