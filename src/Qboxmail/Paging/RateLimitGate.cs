using Qboxmail.Waiting;

namespace Qboxmail.Paging;

/// <summary>Holds the next requests of a list back while one of them waits because of 429: more of them would only make it worse.</summary>
internal sealed class RateLimitGate(TimeProvider time)
{
    private long _opensAt = long.MinValue;

    public void Close(TimeSpan wait)
    {
        var opensAt = (time.GetUtcNow() + wait).UtcTicks;
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

    private TimeSpan Remaining() => Volatile.Read(ref _opensAt) is var opensAt and > long.MinValue ? TimeSpan.FromTicks(opensAt - time.GetUtcNow().UtcTicks) : TimeSpan.Zero;
}
