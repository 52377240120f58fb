using Qboxmail.Internal;

namespace Qboxmail.Paging;

/// <summary>
/// Delays all requests of a list or a bulk job after a 429 response to one of them. More requests would only prolong the rate limit.
/// </summary>
internal sealed class RateLimitGate(TimeProvider time)
{
    // The gate is ambient because bulk jobs create resources through public methods, which test doubles override.
    private static readonly AsyncLocal<RateLimitGate?> Ambient = new();

    private readonly object _lock = new();
    private long _opensAt = time.GetTimestamp();

    /// <summary>
    /// Gets or sets the gate of the current bulk job, or <see langword="null"/> outside one. The value applies until the calling asynchronous method
    /// completes.
    /// </summary>
    public static RateLimitGate? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    public void Close(TimeSpan wait)
    {
        // Timestamps are monotonic, so changes to the system clock have no effect.
        var opensAt = time.GetTimestamp() + (long)(wait.TotalSeconds * time.TimestampFrequency);

        lock (_lock)
        {
            _opensAt = Math.Max(_opensAt, opensAt);
        }
    }

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        // Another 429 response may have extended the delay.
        for (var wait = Remaining(); wait > TimeSpan.Zero; wait = Remaining())
        {
            // Timers use whole milliseconds. A shorter delay would complete at once, and a fake TimeProvider would never reach the end.
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
