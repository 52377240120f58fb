using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Qboxmail.Testing;

/// <summary>A clock that stands still until a test moves it. It knows the pauses that the library makes, and can leap over them.</summary>
public sealed class FakeTime() : FakeTimeProvider(Beginning)
{
    private static readonly DateTimeOffset Beginning = new(2026, 4, 16, 9, 0, 0, TimeSpan.Zero);

    private readonly Channel<TimeSpan> _begun = Channel.CreateUnbounded<TimeSpan>();
    private readonly List<TimeSpan> _pauses = [];

    /// <summary>Whether a pause is over as soon as it begins; the clock then moves on by its length.</summary>
    public bool AutoAdvanceDelays { get; set; }

    /// <summary>By how much somebody has set the clock forward or, below zero, back. Timers and timestamps do not notice.</summary>
    public TimeSpan SetBy { get; set; }

    /// <summary>The pauses that were begun; timeouts do not count.</summary>
    public IReadOnlyList<TimeSpan> Pauses
    {
        get
        {
            lock (_pauses)
            {
                return [.. _pauses];
            }
        }
    }

    /// <summary>Waits until the next pause begins, and tells its length.</summary>
    public async Task<TimeSpan> NextPauseAsync() => await _begun.Reader.ReadAsync();

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + SetBy;

    // The one below takes it from the clock.
    public override long GetTimestamp() => base.GetTimestamp() - SetBy.Ticks;

    /// <summary>Sets the clock back to the beginning. What waits goes on to wait for as long as it would have.</summary>
    public void Reset() => SetBy = Beginning - base.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        // Task.Delay hands in its task, a timeout its source of cancellation.
        if (state is not Task)
        {
            return base.CreateTimer(callback, state, dueTime, period);
        }

        lock (_pauses)
        {
            _pauses.Add(dueTime);
        }

        var timer = base.CreateTimer(callback, state, dueTime, period);

        if (AutoAdvanceDelays)
        {
            Advance(dueTime);
            callback(state);
        }

        _begun.Writer.TryWrite(dueTime);
        return timer;
    }
}
