using System.Net;

namespace Qboxmail.Waiting;

/// <summary>Computes the pauses and timeouts of polls, and classifies their errors.</summary>
internal static class PollSchedule
{
    /// <summary>The time that a new resource may take to appear.</summary>
    public static readonly TimeSpan CreationGracePeriod = TimeSpan.FromSeconds(30);

    // Timers may fire a few milliseconds early; shorter pauses are not worth scheduling.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan ShortestPoll = TimeSpan.FromSeconds(1);

    /// <summary>Returns whether a later poll may succeed.</summary>
    public static bool IsTransient(QboxmailException exception) => exception switch
    {
        // A new resource, or a wrong guess: the end of the wait tells them apart.
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

    /// <summary>Gets the timeout of a poll: the rest of the wait, but at least one second, so that the last poll can succeed.</summary>
    public static TimeSpan PollTimeout(TimeSpan remaining) => remaining < ShortestPoll ? ShortestPoll : remaining;

    /// <summary>Gets the delay that an error requests; zero when it requests none.</summary>
    public static TimeSpan RetryAfterOf(QboxmailException? exception) => (exception as QboxmailApiException)?.RetryAfter ?? TimeSpan.Zero;

    /// <summary>Gets the pause before the next poll; null when no time is left for another poll.</summary>
    /// <param name="planned">The planned pause. The last one is shortened to end with the timeout.</param>
    /// <param name="retryAfter">The delay that an error requests. It is never shortened.</param>
    /// <param name="remaining">The time until the timeout.</param>
    public static TimeSpan? Pause(TimeSpan planned, TimeSpan retryAfter, TimeSpan remaining)
    {
        if (remaining < ShortestPause || retryAfter > remaining)
        {
            return null;
        }

        var wanted = retryAfter > planned ? retryAfter : planned;
        return wanted < remaining ? wanted : remaining;
    }
}
