namespace Qboxmail.Emulator.State;

/// <summary>What the service does in the background, each thing at its time. Used under the lock of the world only.</summary>
internal sealed class Schedule(TimeProvider time)
{
    private readonly PriorityQueue<Action, (DateTimeOffset Due, long Order)> _pending = new();
    private long _order;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>When the next thing is due; null when nothing is.</summary>
    public DateTimeOffset? Next => _pending.TryPeek(out _, out var priority) ? priority.Due : null;

    public void After(TimeSpan delay, Action action) => _pending.Enqueue(action, (Now + delay, _order++));

    public void RunDue()
    {
        while (_pending.TryPeek(out var action, out var priority) && priority.Due <= Now)
        {
            _pending.Dequeue();
            action();
        }
    }
}
