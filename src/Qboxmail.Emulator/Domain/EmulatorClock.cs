namespace Qboxmail.Emulator;

/// <summary>
/// The clock of the emulator, which can be paused and advanced. It is based on <see cref="QboxmailEmulatorOptions.TimeProvider"/>. A client under
/// test can use it as its <see cref="TimeProvider"/>. This class is thread-safe.
/// </summary>
public sealed class EmulatorClock : TimeProvider
{
    private static readonly TimeSpan RealPause = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan MaxStep = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time;
    private readonly Func<DateTimeOffset?> _nextEvent;
    private readonly Lock _gate = new();
    private readonly HashSet<ClockTimer> _timers = [];
    private TimeSpan _offset;
    private (DateTimeOffset Now, long Timestamp)? _paused;

    internal EmulatorClock(TimeProvider time, Func<DateTimeOffset?> nextEvent) => (_time, _nextEvent) = (time, nextEvent);

    /// <summary>Gets the current time.</summary>
    public DateTimeOffset Now => GetUtcNow();

    /// <summary>Gets a value indicating whether the clock is paused.</summary>
    public bool IsPaused
    {
        get
        {
            lock (_gate)
            {
                return _paused is not null;
            }
        }
    }

    /// <summary>Gets the time when the next background work, such as an activation, is due, or <see langword="null"/> if none is pending.</summary>
    public DateTimeOffset? NextEvent => _nextEvent();

    /// <inheritdoc/>
    public override long TimestampFrequency => _time.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _paused?.Now ?? _time.GetUtcNow() + _offset;
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (_gate)
        {
            return _paused?.Timestamp ?? _time.GetTimestamp() + ToTimestamp(_offset);
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ClockTimer(this, callback, state);

        lock (_gate)
        {
            _timers.Add(timer);
        }

        timer.Start(dueTime, period);
        return timer;
    }

    /// <summary>Pauses the clock. No further background work becomes due until the clock is resumed or advanced.</summary>
    public void Pause() => Set(() => _paused ??= (_time.GetUtcNow() + _offset, _time.GetTimestamp() + ToTimestamp(_offset)));

    /// <summary>Resumes a paused clock, which continues from its current time.</summary>
    public void Resume() => Set(() =>
    {
        if (_paused is { } paused)
        {
            _offset = paused.Now - _time.GetUtcNow();
            _paused = null;
        }
    });

    /// <summary>Advances the clock. Background work that becomes due runs in chronological order.</summary>
    /// <param name="by">The time span to advance the clock by, zero or more.</param>
    /// <exception cref="ArgumentException"><paramref name="by"/> is negative or advances the clock beyond the year 9998.</exception>
    public void Advance(TimeSpan by)
    {
        if (by < TimeSpan.Zero || by > DateTimeOffset.MaxValue.AddYears(-1) - Now)
        {
            throw new ArgumentException("The clock cannot move back or beyond the year 9998. Specify a time span within these limits.", nameof(by));
        }

        Set(() =>
        {
            if (_paused is { } paused)
            {
                _paused = (paused.Now + by, paused.Timestamp + ToTimestamp(by));
            }
            else
            {
                _offset += by;
            }
        });
    }

    /// <summary>Advances the clock to the time when the next background work is due.</summary>
    /// <returns><see langword="true"/> if background work was pending; otherwise, <see langword="false"/>.</returns>
    public bool AdvanceToNextEvent()
    {
        if (NextEvent is not { } next)
        {
            return false;
        }

        Advance(next > Now ? next - Now : TimeSpan.Zero);
        return true;
    }

    /// <summary>
    /// Advances the clock from timer to timer until a task completes. This skips polling intervals and the delays of background work. The client must
    /// use this clock as its <see cref="TimeProvider"/>.
    /// </summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="task">The task to complete, such as one that <c>WaitUntilReadyAsync</c> returns.</param>
    /// <returns>The result of the task.</returns>
    public async Task<T> RunAsync<T>(Task<T> task)
    {
        ArgumentNullException.ThrowIfNull(task);
        await RunAsync((Task)task).ConfigureAwait(false);
        return await task.ConfigureAwait(false);
    }

    /// <inheritdoc cref="RunAsync{T}(Task{T})"/>
    public async Task RunAsync(Task task)
    {
        ArgumentNullException.ThrowIfNull(task);

        // Requests in progress need real time. Without real delays and small steps, the clock would run past their timeouts.
        while (await Task.WhenAny(task, Task.Delay(RealPause)).ConfigureAwait(false) != task)
        {
            if (NextTimer is { } next && next > Now)
            {
                Advance(next - Now < MaxStep ? next - Now : MaxStep);
            }
        }

        await task.ConfigureAwait(false);
    }

    private DateTimeOffset? NextTimer
    {
        get
        {
            lock (_gate)
            {
                return _timers.Min(timer => timer.Due);
            }
        }
    }

    private void Set(Action change)
    {
        List<ClockTimer> timers;

        lock (_gate)
        {
            change();
            timers = [.. _timers];
        }

        // Timers are armed outside the lock, because a timer that is due can invoke its callback immediately.
        timers.ForEach(timer => timer.Arm());
    }

    private long ToTimestamp(TimeSpan time) => (long)((Int128)time.Ticks * TimestampFrequency / TimeSpan.TicksPerSecond);

    private void Remove(ClockTimer timer)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
        }
    }

    /// <summary>A timer of this clock. It adjusts a timer of the underlying clock whenever this clock is changed.</summary>
    private sealed class ClockTimer(EmulatorClock clock, TimerCallback callback, object? state) : ITimer
    {
        private readonly Lock _gate = new();
        private ITimer? _inner;
        private DateTimeOffset? _due;
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public DateTimeOffset? Due
        {
            get
            {
                lock (_gate)
                {
                    return _due;
                }
            }
        }

        public void Start(TimeSpan dueTime, TimeSpan period)
        {
            SetDue(dueTime, period);
            var inner = clock._time.CreateTimer(_ => Fire(), state, Wait(), Timeout.InfiniteTimeSpan);

            lock (_gate)
            {
                _inner = inner;
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            SetDue(dueTime, period);
            Arm();
            return true;
        }

        public void Arm()
        {
            ITimer? inner;

            lock (_gate)
            {
                inner = _inner;
            }

            inner?.Change(Wait(), Timeout.InfiniteTimeSpan);
        }

        public void Dispose()
        {
            clock.Remove(this);
            SetDue(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _inner?.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void SetDue(TimeSpan dueTime, TimeSpan period)
        {
            var now = clock.GetUtcNow();

            lock (_gate)
            {
                _due = dueTime == Timeout.InfiniteTimeSpan ? null : now + dueTime;
                _period = period;
            }
        }

        private TimeSpan Wait()
        {
            var (now, isPaused) = (clock.GetUtcNow(), clock.IsPaused);

            lock (_gate)
            {
                return _due is not { } due || (isPaused && due > now) ? Timeout.InfiniteTimeSpan : due > now ? due - now : TimeSpan.Zero;
            }
        }

        // The underlying timer can fire too early or twice, so TakeDue checks whether the callback is due.
        private void Fire()
        {
            if (TakeDue())
            {
                callback(state);
            }

            Arm();
        }

        private bool TakeDue()
        {
            var now = clock.GetUtcNow();

            lock (_gate)
            {
                if (_due is not { } due || due > now)
                {
                    return false;
                }

                _due = _period == Timeout.InfiniteTimeSpan ? null : due + _period;
                return true;
            }
        }
    }
}
