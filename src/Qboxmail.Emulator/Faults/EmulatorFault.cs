namespace Qboxmail.Emulator;

/// <summary>Something that goes wrong on demand.</summary>
public sealed class EmulatorFault
{
    /// <summary>Makes a fault.</summary>
    /// <param name="kind">What goes wrong.</param>
    public EmulatorFault(EmulatorFaultKind kind) => Kind = kind;

    /// <summary>What goes wrong.</summary>
    public EmulatorFaultKind Kind { get; }

    /// <summary>Operation that it befalls, such as <c>Domains_List</c>; null, the default, for all.</summary>
    public string? Operation { get; init; }

    /// <summary>How many calls it befalls; null, the default, for no end.</summary>
    public int? Times { get; init; }

    /// <summary>Share of the calls that it befalls, 0 to 1. 1 by default.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>Whether the work is done before it goes wrong, so that the caller cannot know. False by default. For <see cref="EmulatorFaultKind.Drop"/> and <see cref="EmulatorFaultKind.ServerError"/>.</summary>
    public bool AfterWork { get; init; }

    /// <summary>Status of the answer, where the kind lets one choose; null for its default.</summary>
    public int? Status { get; init; }

    /// <summary>How long, where the kind has a time. 1 second by default.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Rows that vanish or appear. 1 by default.</summary>
    public int Rows { get; init; } = 1;
}
