namespace Qboxmail.Soak;

/// <summary>The amount of work, and the share of it that fails.</summary>
public sealed class SoakOptions
{
    /// <summary>Gets the number of tasks.</summary>
    public int Workers { get; init; } = 64;

    /// <summary>Gets the number of calls.</summary>
    public int Calls { get; init; } = 100_000;

    /// <summary>Gets the share of the requests that meet a fault.</summary>
    public double FaultRate { get; init; } = 0.05;

    /// <summary>Gets the delay of slow responses, and the <c>Retry-After</c> of 429.</summary>
    public TimeSpan FaultDelay { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Gets the clock of the client.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Gets the action to call after each tenth of the calls.</summary>
    public Action<SoakCheckpoint>? Checkpoint { get; init; }
}

/// <summary>The figures after a part of the calls.</summary>
/// <param name="Calls">Calls that have ended.</param>
/// <param name="HeapBytes">The managed memory after a collection.</param>
/// <param name="Connections">Connections from the client to the emulator.</param>
public sealed record SoakCheckpoint(int Calls, long HeapBytes, int Connections);
