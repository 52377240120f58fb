using Qboxmail.Internal;

namespace Qboxmail.Paging;

/// <summary>Holds the next requests of a list back while one of them waits because of 429: more of them would only make it worse.</summary>
internal sealed class RateLimitGate(TimeProvider time)
{
    private long _opensAt = long.MinValue;

    public void Close(TimeSpan wait)
    {
        // By the clock that nobody sets.
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
        // Closed again meanwhile, perhaps.
        for (var wait = Remaining(); wait > TimeSpan.Zero; wait = Remaining())
        {
            await time.DelayAsync(wait, cancellationToken).ConfigureAwait(false);
        }
    }

    private TimeSpan Remaining() =>
        Volatile.Read(ref _opensAt) is var opensAt and > long.MinValue ? time.GetElapsedTime(time.GetTimestamp(), opensAt) : TimeSpan.Zero;
}
