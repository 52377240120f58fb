using Qboxmail.Http;
using Qboxmail.Internal;

namespace Qboxmail.Waiting;

/// <summary>Controls the timing of one wait: its timeout, its polls and the pauses between them.</summary>
internal sealed class WaitTimer(WaitOptions? options, ApiConnection? connection)
{
    // Timers may fire a few milliseconds early, so shorter pauses are not worth scheduling.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan ShortestPoll = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time = connection?.Time ?? TimeProvider.System;
    private readonly long _start = (connection?.Time ?? TimeProvider.System).GetTimestamp();
    private TimeSpan _suggestedPause;

    /// <summary>Gets the validated options.</summary>
    public WaitOptions Options { get; } = (options ?? new WaitOptions()).ValidatedCopy();

    /// <summary>Gets the number of polls so far.</summary>
    public int Polls { get; private set; }

    public TimeSpan Elapsed => _time.GetElapsedTime(_start);

    public TimeSpan Remaining => new[] { TimeSpan.Zero, Options.Timeout - Elapsed }.Max();

    /// <summary>
    /// Runs one poll. The timeout of the wait cancels the poll, but not within its first second, so that the last poll can succeed.
    /// </summary>
    public async Task PollAsync(string kind, Func<CancellationToken, Task> poll, CancellationToken cancellationToken)
    {
        using var deadline = _time.CancelAfter(new[] { ShortestPoll, Remaining }.Max());
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var scope = PollScope.Begin();

        Polls++;
        Telemetry.CountPoll(kind);

        try
        {
            await poll(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // The timeout ended the poll. PauseAsync then returns false, and the wait ends.
        }
        finally
        {
            _suggestedPause = scope.SuggestedPause;
        }
    }

    /// <summary>Pauses before the next poll.</summary>
    /// <param name="retryAfter">The delay that an error requests, which is never shortened. Any other pause ends when the timeout elapses.</param>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    /// <returns>False if no time is left for another poll; otherwise, <see langword="true"/>.</returns>
    public async Task<bool> PauseAsync(TimeSpan retryAfter, CancellationToken cancellationToken)
    {
        var remaining = Remaining;

        if (remaining < ShortestPause || retryAfter > remaining)
        {
            return false;
        }

        var wanted = new[] { retryAfter, Options.DelayAfter(Polls, _suggestedPause) }.Max();
        await _time.DelayAsync(new[] { wanted, remaining }.Min(), cancellationToken).ConfigureAwait(false);
        return true;
    }
}
