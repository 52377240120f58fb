using Qboxmail.Internal;

namespace Qboxmail.Paging;

/// <summary>Delays all requests of a list while one of them waits after a 429: more requests would only prolong the rate limit.</summary>
internal sealed class RateLimitGate(TimeProvider time)
{
    private long _opensAt = long.MinValue;

    public void Close(TimeSpan wait)
    {
        // Monotonic clock.
        var opensAt = time.GetTimestamp() + (long)(wait.TotalSeconds * time.TimestampFrequency);
        var known = Volatile.Read(ref _opensAt);

        while (opensAt > known)
        {
            var seen = Interlocked.CompareExchange(ref _opensAt, opensAt, known);

            if (seen == known)
            {
                return;
            }

            known = seen;
        }
    }

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        // Another 429 may have extended the delay.
        for (var wait = Remaining(); wait > TimeSpan.Zero; wait = Remaining())
        {
            await time.DelayAsync(wait, cancellationToken).ConfigureAwait(false);
        }
    }

    private TimeSpan Remaining() =>
        Volatile.Read(ref _opensAt) is var opensAt and > long.MinValue ? time.GetElapsedTime(time.GetTimestamp(), opensAt) : TimeSpan.Zero;
}
