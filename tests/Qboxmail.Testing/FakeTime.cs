using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Qboxmail.Testing;

/// <summary>A time provider that moves only when a test advances it. It records the delays of the library and can skip them.</summary>
public sealed class FakeTime() : FakeTimeProvider(Beginning)
{
    private static readonly DateTimeOffset Beginning = new(2026, 4, 16, 9, 0, 0, TimeSpan.Zero);

    private readonly Channel<TimeSpan> _started = Channel.CreateUnbounded<TimeSpan>();
    private readonly List<TimeSpan> _pauses = [];

    /// <summary>Gets or sets a value indicating whether the time advances past each delay immediately.</summary>
    public bool AutoAdvanceDelays { get; set; }

    /// <summary>Gets or sets the offset of the UTC time. It does not affect timers and timestamps.</summary>
    public TimeSpan WallClockOffset { get; set; }

    /// <summary>Gets the delays that have started. Timeouts are excluded.</summary>
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

    /// <summary>Waits until the next delay starts, and returns its duration.</summary>
    public async Task<TimeSpan> NextPauseAsync() => await _started.Reader.ReadAsync();

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + WallClockOffset;

    // FakeTimeProvider derives timestamps from the UTC time, so the offset is removed.
    public override long GetTimestamp() => base.GetTimestamp() - WallClockOffset.Ticks;

    /// <summary>Resets the UTC time to the start of the test. Running timers keep their due times.</summary>
    public void Reset() => WallClockOffset = Beginning - base.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        // The state of a Task.Delay timer is its task. The state of a timeout is its CancellationTokenSource.
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

        _started.Writer.TryWrite(dueTime);
        return timer;
    }
}
