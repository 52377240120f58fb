using Qboxmail.Emulator.Domain;
using Qboxmail.Emulator.Seeding;

namespace Qboxmail.Emulator.Hosting;

/// <summary>What an emulator holds behind its address.</summary>
/// <exception cref="FormatException">The starting data is wrong.</exception>
internal sealed class EmulatorInstance(QboxmailEmulatorOptions options) : IDisposable
{
    private EmulatorState _state = CreateState(options);

    /// <summary>
    /// All that there is. Starting over makes a new one, so that nothing of the old one can be left, and what is still under way in the old one changes
    /// nothing in the new one. Whoever needs it several times for one request takes it once.
    /// </summary>
    public EmulatorState State => Volatile.Read(ref _state);

    public EmulatorFaults Faults { get; } = new();

    public EmulatorRequests Requests { get; } = new();

    public QboxmailEmulatorOptions Options => options;

    /// <exception cref="FormatException">The starting data has become wrong; all stays as it was.</exception>
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
