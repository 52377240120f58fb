using Qboxmail.Emulator.Domain;
using Qboxmail.Emulator.Seeding;

namespace Qboxmail.Emulator.Actions;

/// <summary>The objects that all requests to a running emulator share: its state, clock, faults and request log.</summary>
internal sealed class EmulatorInstance : IDisposable
{
    private EmulatorState _state;
    private string? _seed;

    /// <summary>Initializes a new instance of the <see cref="EmulatorInstance"/> class with the seed data of the options.</summary>
    /// <exception cref="FormatException">The seed data is invalid.</exception>
    public EmulatorInstance(QboxmailEmulatorOptions options)
    {
        Options = options;
        Clock = new EmulatorClock(options.TimeProvider, () => State.WithLock(state => state.Schedule.NextDue));
        _state = CreateState(options.Seed);
    }

    /// <summary>Gets the current state. A reset replaces it, so each request must read this property only once.</summary>
    public EmulatorState State => Volatile.Read(ref _state);

    public EmulatorClock Clock { get; }

    public EmulatorFaults Faults { get; } = new();

    public EmulatorRequests Requests { get; } = new();

    public QboxmailEmulatorOptions Options { get; }

    /// <summary>Restores the latest seed data, and removes all faults and logged requests.</summary>
    /// <exception cref="FormatException">The seed data is no longer valid. The state is unchanged.</exception>
    public void Reset()
    {
        Replace(CreateState(_seed ?? Options.Seed));
        Faults.Reset();
        Requests.Clear();
    }

    /// <summary>Replaces the state and the seed data.</summary>
    /// <exception cref="FormatException">The seed data is invalid. The state is unchanged.</exception>
    public void LoadSeed(string seed)
    {
        Replace(CreateState(seed));
        _seed = seed;
    }

    public void Dispose() => State.Dispose();

    private void Replace(EmulatorState state) => Interlocked.Exchange(ref _state, state).Dispose();

    private EmulatorState CreateState(string? seed)
    {
        var state = new EmulatorState(Options, Clock);

        if (seed is not null)
        {
            state.UseWithoutDelays(state => new Seeder(state).Apply(seed));
        }

        return state;
    }
}
