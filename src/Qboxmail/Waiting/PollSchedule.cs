using System.Net;

namespace Qboxmail.Waiting;

/// <summary>What all waits do alike.</summary>
internal static class PollSchedule
{
    /// <summary>A new resource may not show at once.</summary>
    public static readonly TimeSpan CreationGracePeriod = TimeSpan.FromSeconds(30);

    // Less is what a timer ends too early, and nothing to wait for.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan ShortestPoll = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestPoll = TimeSpan.FromDays(20);

    /// <summary>Whether a later poll may go better. What the API refuses on principle it will refuse again.</summary>
    public static bool IsTransient(QboxmailException exception) => exception switch
    {
        QboxmailApiException { StatusCode: HttpStatusCode.NotImplemented } or QboxmailApiException { IsPermanent: true } => false,
        QboxmailApiException { Reason: QboxmailErrorReason.NotFound or QboxmailErrorReason.RateLimited or QboxmailErrorReason.ServerError } => true,
        QboxmailApiException { StatusCode: HttpStatusCode.OK or HttpStatusCode.RequestTimeout } => true,
        QboxmailTransportException or QboxmailTimeoutException => true,
        _ => false,
    };

    public static bool IsNotFound(QboxmailException exception) => exception is QboxmailApiException { Reason: QboxmailErrorReason.NotFound };

    public static bool IsRateLimited(QboxmailException exception) => exception is QboxmailApiException { Reason: QboxmailErrorReason.RateLimited };

    /// <summary>How long a poll may take: until the end of the wait, but not so short that the last poll has no chance, and not longer than a timer can run.</summary>
    public static TimeSpan PollTimeout(TimeSpan remaining) => remaining < ShortestPoll ? ShortestPoll : remaining > LongestPoll ? LongestPoll : remaining;

    /// <summary>How long the API asks to wait; zero when it does not say.</summary>
    public static TimeSpan RetryAfterOf(QboxmailException? exception) => (exception as QboxmailApiException)?.RetryAfter ?? TimeSpan.Zero;

    /// <summary>The pause before the next poll: what the API asks for, when that is more; null when there is no time for another poll.</summary>
    /// <param name="planned">The pause without a wish of the API; the last pause is shorter, to end with the time.</param>
    /// <param name="asked">What the API asks for; never shortened.</param>
    /// <param name="remaining">Time until the end of the wait.</param>
    public static TimeSpan? Pause(TimeSpan planned, TimeSpan asked, TimeSpan remaining)
    {
        if (remaining < ShortestPause || asked > remaining)
        {
            return null;
        }

        var wanted = asked > planned ? asked : planned;
        return wanted < remaining ? wanted : remaining;
    }
}
