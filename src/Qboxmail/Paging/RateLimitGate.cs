using Qboxmail.Internal;

namespace Qboxmail.Paging;

/// <summary>
/// Delays all requests of a list or a bulk job while one of them waits after a 429, because more requests would only prolong the rate limit.
/// </summary>
internal sealed class RateLimitGate(TimeProvider time)
{
    // Ambient, because bulk jobs create through public methods, which test doubles override.
    private static readonly AsyncLocal<RateLimitGate?> Ambient = new();

    private readonly object _lock = new();
    private long _opensAt = time.GetTimestamp();

    /// <summary>Gets or sets the gate of the current bulk job, which ends with the current asynchronous method; null outside one.</summary>
    public static RateLimitGate? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

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
            // Timers count whole milliseconds: a shorter delay would complete at once, and a simulated clock would never reach the end.
            await time.DelayAsync(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), cancellationToken).ConfigureAwait(false);
        }
    }

    private TimeSpan Remaining()
    {
        lock (_lock)
        {
            return time.GetElapsedTime(time.GetTimestamp(), _opensAt);
        }
    }
}
