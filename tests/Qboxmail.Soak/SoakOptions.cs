namespace Qboxmail.Soak;

/// <summary>How much is done at once, and how much of it goes wrong.</summary>
public sealed class SoakOptions
{
    public int Workers { get; init; } = 64;

    public int Calls { get; init; } = 100_000;

    /// <summary>Share of the requests that a fault befalls.</summary>
    public double FaultRate { get; init; } = 0.05;

    /// <summary>How long slow answers take, and what 429 asks to wait.</summary>
    public TimeSpan FaultDelay { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The client's clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Hears of every tenth of the calls.</summary>
    public Action<SoakCheckpoint>? Checkpoint { get; init; }
}

/// <summary>How things stand after a part of the calls.</summary>
/// <param name="Calls">Calls that have ended.</param>
/// <param name="HeapBytes">What lives after a collection.</param>
/// <param name="Connections">Connections from the client to the emulator.</param>
public sealed record SoakCheckpoint(int Calls, long HeapBytes, int Connections);
