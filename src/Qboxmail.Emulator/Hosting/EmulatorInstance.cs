using Qboxmail.Emulator.Domain;
using Qboxmail.Emulator.Seeding;

namespace Qboxmail.Emulator.Hosting;

/// <summary>A running emulator: its state, faults and counts.</summary>
/// <exception cref="FormatException">The starting data is invalid.</exception>
internal sealed class EmulatorInstance(QboxmailEmulatorOptions options) : IDisposable
{
    private EmulatorState _state = CreateState(options);

    /// <summary>
    /// Gets the current state. A reset creates a new one, so requests in progress cannot change it. Read this property once for each request.
    /// </summary>
    public EmulatorState State => Volatile.Read(ref _state);

    public EmulatorFaults Faults { get; } = new();

    public EmulatorRequests Requests { get; } = new();

    public QboxmailEmulatorOptions Options => options;

    /// <exception cref="FormatException">The starting data has become invalid; the state is unchanged.</exception>
    public void Reset()
    {
        var state = CreateState(options);
        Faults.Reset();
        Requests.Clear();
        Interlocked.Exchange(ref _state, state).Dispose();
    }

    public void Dispose() => State.Dispose();

    private static EmulatorState CreateState(QboxmailEmulatorOptions options)
    {
        var state = new EmulatorState(options);

        if (options.Seed is { } seed)
        {
            state.UseWithoutDelays(state => new Seeder(state).Apply(seed));
        }

        return state;
    }
}
