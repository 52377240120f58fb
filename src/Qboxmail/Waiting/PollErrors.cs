using System.Net;

namespace Qboxmail.Waiting;

/// <summary>Classifies the errors of polls.</summary>
internal static class PollErrors
{
    /// <summary>The time that a new resource may take to appear.</summary>
    public static readonly TimeSpan CreationGracePeriod = TimeSpan.FromSeconds(30);

    /// <summary>Returns whether a later poll may succeed.</summary>
    public static bool IsTransient(QboxmailException exception) => exception switch
    {
        // The resource may be new, or the guessed path may be wrong. In the second case the wait throws this exception at its end.
        QboxmailApiException { IsUnknownRoute: true, StatusCode: HttpStatusCode.NotFound } => true,
        QboxmailApiException { StatusCode: HttpStatusCode.NotImplemented } or QboxmailApiException { IsPermanent: true } => false,
        QboxmailApiException { Reason: QboxmailErrorReason.NotFound or QboxmailErrorReason.RateLimited or QboxmailErrorReason.ServerError } => true,
        QboxmailApiException { StatusCode: HttpStatusCode.OK or HttpStatusCode.RequestTimeout } => true,
        QboxmailTransportException or QboxmailTimeoutException => true,
        _ => false,
    };

    public static bool IsNotFound(QboxmailException? exception) => exception is QboxmailApiException { Reason: QboxmailErrorReason.NotFound };

    /// <summary>Returns whether a 404 can mean that the guessed path of an inferred operation is wrong.</summary>
    public static bool IsUnknownRoute(QboxmailException? exception) => exception is QboxmailApiException { IsUnknownRoute: true };

    public static bool IsRateLimited(QboxmailException exception) => exception is QboxmailApiException { Reason: QboxmailErrorReason.RateLimited };

    /// <summary>Gets the delay that an error requests; zero when it requests none.</summary>
    public static TimeSpan RetryAfterOf(QboxmailException? exception) => (exception as QboxmailApiException)?.RetryAfter ?? TimeSpan.Zero;
}
