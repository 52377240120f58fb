using Qboxmail.Emulator.Seeding;

namespace Qboxmail.Emulator.State;

/// <summary>What an emulator holds behind its address.</summary>
/// <exception cref="FormatException">The starting data is wrong.</exception>
internal sealed class Emulation(QboxmailEmulatorOptions options) : IDisposable
{
    private World _world = CreateWorld(options);

    /// <summary>
    /// All that there is. Starting over makes a new one, so that nothing of the old one can be left, and what is still under way in the old one changes
    /// nothing in the new one. Whoever needs it several times for one request takes it once.
    /// </summary>
    public World World => Volatile.Read(ref _world);

    public EmulatorFaults Faults { get; } = new();

    public EmulatorRequests Requests { get; } = new();

    public QboxmailEmulatorOptions Options => options;

    /// <exception cref="FormatException">The starting data has become wrong; all stays as it was.</exception>
    public void StartOver()
    {
        var world = CreateWorld(options);
        Faults.StartOver();
        Requests.Clear();
        Interlocked.Exchange(ref _world, world).Dispose();
    }

    public void Dispose() => World.Dispose();

    private static World CreateWorld(QboxmailEmulatorOptions options)
    {
        var world = new World(options);

        if (options.Seed is { } seed)
        {
            world.UseWithoutDelays(state => new Seed(state).Plant(seed));
        }

        return world;
    }
}
