namespace Qboxmail.Emulator;

/// <summary>How long the emulator takes for what the service does in the background. The real service takes minutes, and its DNS checks up to hours.</summary>
public sealed class EmulatorDelays
{
    /// <summary>From the request for a check of the ownership until the proof is accepted. 1 second by default.</summary>
    public TimeSpan OwnershipCheck { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>From the proof, or from the creation of what needs none, until the resource works. 1 second by default.</summary>
    public TimeSpan Activation { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>From a change until it is in effect. No time by default.</summary>
    public TimeSpan Update { get; set; }

    /// <summary>From the deletion until the resource is gone. 1 second by default.</summary>
    public TimeSpan Deletion { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Sets all of them.</summary>
    /// <param name="delay">Zero or more.</param>
    public void SetAll(TimeSpan delay)
    {
        OwnershipCheck = delay;
        Activation = delay;
        Update = delay;
        Deletion = delay;
    }
}
