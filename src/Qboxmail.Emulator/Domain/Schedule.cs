namespace Qboxmail.Emulator.Domain;

/// <summary>The pending background work. Callers must hold the lock of <see cref="EmulatorState"/>.</summary>
internal sealed class Schedule(TimeProvider time)
{
    private const int MinCompaction = 100;

    private readonly PriorityQueue<(Entity? Owner, Action Action), (DateTimeOffset Due, long Order)> _pending = new();
    private DateTimeOffset? _due;
    private long _order;
    private int _compactAt = MinCompaction;

    /// <summary>
    /// Gets the current time or, while an action runs, the time when the action was due. Actions that it schedules thus keep their order even if the
    /// clock jumps.
    /// </summary>
    public DateTimeOffset Now => _due ?? time.GetUtcNow();

    public int Count => _pending.Count;

    /// <summary>Gets the time when the next action is due, or <see langword="null"/> if none is pending.</summary>
    public DateTimeOffset? NextDue => _pending.TryPeek(out _, out var priority) ? priority.Due : null;

    /// <summary>Gets the time until the next action is due, or <see langword="null"/> if none is pending.</summary>
    public TimeSpan? Wait => NextDue - time.GetUtcNow();

    /// <summary>Schedules an action.</summary>
    /// <param name="delay">The delay.</param>
    /// <param name="owner">
    /// The resource that the action changes, or <see langword="null"/> for none. After its deletion, the action has no effect and can be removed.
    /// </param>
    /// <param name="action">The action.</param>
    public void After(TimeSpan delay, Entity? owner, Action action)
    {
        _pending.Enqueue((owner, action), (Now + delay, _order++));

        if (_pending.Count >= _compactAt)
        {
            RemoveDeleted();
        }
    }

    /// <summary>Performs all pending actions of a resource immediately, including those that they schedule.</summary>
    public void RunNow(Entity owner)
    {
        while (_pending.UnorderedItems.Where(item => item.Element.Owner == owner).OrderBy(item => item.Priority).FirstOrDefault() is
            { Element.Owner: not null } next)
        {
            _pending.Remove(next.Element, out _, out _);
            next.Element.Action();
        }
    }

    /// <summary>Removes the actions of deleted resources, which have no effect but could occupy memory for months.</summary>
    private void RemoveDeleted()
    {
        var kept = _pending.UnorderedItems.Where(item => item.Element.Owner?.IsDeleted != true).ToList();
        _pending.Clear();
        _pending.EnqueueRange(kept);
        _compactAt = Math.Max(MinCompaction, 2 * kept.Count);
    }

    public void RunDue()
    {
        try
        {
            while (_pending.TryPeek(out var next, out var priority) && priority.Due <= time.GetUtcNow())
            {
                _pending.Dequeue();
                _due = priority.Due;
                next.Action();
            }
        }
        finally
        {
            _due = null;
        }
    }
}
