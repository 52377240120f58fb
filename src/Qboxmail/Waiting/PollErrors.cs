namespace Qboxmail.Waiting;

internal static class PollErrors
{
    /// <summary>The period after the creation of a resource during which a poll might not find it.</summary>
    public static readonly TimeSpan CreationGracePeriod = TimeSpan.FromSeconds(30);

    /// <summary>Returns whether a later poll may succeed.</summary>
    public static bool IsTransient(QboxmailException exception) => exception switch
    {
        // The resource may be new, or the inferred path may be wrong. In the second case, the wait throws this exception when it ends.
        QboxmailApiException { IsUnknownRoute: true, StatusCode: HttpStatusCode.NotFound } => true,
        QboxmailApiException { StatusCode: HttpStatusCode.NotImplemented } or QboxmailApiException { IsPermanent: true } => false,
        QboxmailApiException { Reason: QboxmailErrorReason.NotFound or QboxmailErrorReason.RateLimited or QboxmailErrorReason.ServerError } => true,
        QboxmailApiException { StatusCode: HttpStatusCode.OK or HttpStatusCode.RequestTimeout } => true,
        QboxmailTransportException or QboxmailTimeoutException => true,
        _ => false,
    };

    public static bool IsNotFound(QboxmailException? exception) => exception is QboxmailApiException { Reason: QboxmailErrorReason.NotFound };

    /// <summary>Returns whether a 404 may mean that the inferred path of an operation is wrong.</summary>
    public static bool IsUnknownRoute(QboxmailException? exception) => exception is QboxmailApiException { IsUnknownRoute: true };

    public static bool IsRateLimited(QboxmailException exception) => exception is QboxmailApiException { Reason: QboxmailErrorReason.RateLimited };

    /// <summary>Gets the Retry-After delay of an error; zero if there is none.</summary>
    public static TimeSpan RetryAfterOf(QboxmailException? exception) => (exception as QboxmailApiException)?.RetryAfter ?? TimeSpan.Zero;
}
