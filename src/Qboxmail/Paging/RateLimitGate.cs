using Qboxmail.Internal;

namespace Qboxmail.Paging;

/// <summary>Delays all requests of a list while one of them waits after a 429: more requests would only prolong the rate limit.</summary>
internal sealed class RateLimitGate(TimeProvider time)
{
    private readonly object _lock = new();
    private long _opensAt = long.MinValue;

    public void Close(TimeSpan wait)
    {
        // Timestamps come from a monotonic clock.
        var opensAt = time.GetTimestamp() + (long)(wait.TotalSeconds * time.TimestampFrequency);

        lock (_lock)
        {
            _opensAt = Math.Max(_opensAt, opensAt);
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

    private TimeSpan Remaining()
    {
        lock (_lock)
        {
            return _opensAt > long.MinValue ? time.GetElapsedTime(time.GetTimestamp(), _opensAt) : TimeSpan.Zero;
        }
    }
}
