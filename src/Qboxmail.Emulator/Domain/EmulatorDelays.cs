namespace Qboxmail.Emulator;

/// <summary>
/// How long the emulator takes for what the service does in the background. The real service takes minutes, and its DNS checks up to hours.
/// </summary>
public sealed class EmulatorDelays
{
    /// <summary>From the request for a check of what is published in DNS or on a web server until it is made. 1 second by default.</summary>
    public TimeSpan OwnershipCheck { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>From the proof, or from the creation of what needs none, until the resource works; also that of Vault. 1 second by default.</summary>
    public TimeSpan Activation { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>From a change until it is in effect. No time by default.</summary>
    public TimeSpan Update { get; set; }

    /// <summary>From the deletion until the resource is gone. 1 second by default.</summary>
    public TimeSpan Deletion { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>From the creation of an import or a migration until its rows are checked. 1 second by default.</summary>
    public TimeSpan Validation { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>From the check of a migration until it is scheduled. 1 second by default.</summary>
    public TimeSpan Scheduling { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long an execution of a migration runs. 1 second by default.</summary>
    public TimeSpan Execution { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>From the verification of a Delivery domain until it is approved. 1 second by default.</summary>
    public TimeSpan Approval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>From the order of something that is paid, as a Delivery account, until the payment has come. 1 second by default.</summary>
    public TimeSpan Payment { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>From the order of a report until it is made. 1 second by default.</summary>
    public TimeSpan Report { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Sets all of them.</summary>
    /// <param name="delay">Zero or more.</param>
    public void SetAll(TimeSpan delay)
    {
        OwnershipCheck = delay;
        Activation = delay;
        Update = delay;
        Deletion = delay;
        Validation = delay;
        Scheduling = delay;
        Execution = delay;
        Approval = delay;
        Payment = delay;
        Report = delay;
    }
}
