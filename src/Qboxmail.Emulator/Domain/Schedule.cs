namespace Qboxmail.Emulator.Domain;

/// <summary>What the service does in the background, each thing at its time. Used under the lock of the world only.</summary>
internal sealed class Schedule(TimeProvider time)
{
    private readonly PriorityQueue<Action, (DateTimeOffset Due, long Order)> _pending = new();
    private DateTimeOffset? _due;
    private long _order;

    /// <summary>
    /// The time, and while something is done the time at which it was due: so one thing follows another rightly although the clock may have jumped
    /// over both.
    /// </summary>
    public DateTimeOffset Now => _due ?? time.GetUtcNow();

    /// <summary>How long it is until the next thing is due; null when nothing is.</summary>
    public TimeSpan? Wait => _pending.TryPeek(out _, out var priority) ? priority.Due - time.GetUtcNow() : null;

    public void After(TimeSpan delay, Action action) => At(Now + delay, action);

    public void At(DateTimeOffset due, Action action) => _pending.Enqueue(action, (due, _order++));

    public void RunDue()
    {
        try
        {
            while (_pending.TryPeek(out var action, out var priority) && priority.Due <= time.GetUtcNow())
            {
                _pending.Dequeue();
                _due = priority.Due;
                action();
            }
        }
        finally
        {
            _due = null;
        }
    }
}
