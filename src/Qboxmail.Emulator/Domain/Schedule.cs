namespace Qboxmail.Emulator.Domain;

/// <summary>The background work of the service. Only used under the lock of the state.</summary>
internal sealed class Schedule(TimeProvider time)
{
    private readonly PriorityQueue<Action, (DateTimeOffset Due, long Order)> _pending = new();
    private DateTimeOffset? _due;
    private long _order;

    /// <summary>
    /// Gets the current time or, during an action, the time at which the action was due. Actions stay in order even if the clock jumps past several
    /// of them.
    /// </summary>
    public DateTimeOffset Now => _due ?? time.GetUtcNow();

    /// <summary>Gets the time until the next action is due; null for none.</summary>
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
