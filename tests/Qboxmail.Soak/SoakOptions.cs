namespace Qboxmail.Soak;

/// <summary>The load and the faults of a soak test.</summary>
public sealed class SoakOptions
{
    public int Workers { get; init; } = 64;

    public int Calls { get; init; } = 100_000;

    /// <summary>Gets the share of requests that receive a fault.</summary>
    public double FaultRate { get; init; } = 0.05;

    /// <summary>Gets the delay of slow responses, which is also the Retry-After of a 429.</summary>
    public TimeSpan FaultDelay { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Gets the client's clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Gets the callback that runs after each tenth of the calls.</summary>
    public Action<SoakCheckpoint>? Checkpoint { get; init; }
}

/// <summary>The state of a run after some of the calls.</summary>
/// <param name="Calls">The number of completed calls.</param>
/// <param name="HeapBytes">The size of the heap after a garbage collection.</param>
/// <param name="Connections">The number of connections from the client to the emulator.</param>
public sealed record SoakCheckpoint(int Calls, long HeapBytes, int Connections);
