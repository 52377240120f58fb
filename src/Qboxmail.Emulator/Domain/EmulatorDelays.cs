namespace Qboxmail.Emulator;

/// <summary>
/// The durations of background work, such as activations. The real service takes minutes, or up to hours for DNS checks.
/// </summary>
public sealed class EmulatorDelays
{
    /// <summary>Gets or sets the time from the request for an ownership check until the check runs. 1 second by default.</summary>
    public TimeSpan OwnershipCheck { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Gets or sets the time from the proof of ownership, or from the creation of a resource that needs none, until the resource is active. It also
    /// applies to Vault. 1 second by default.
    /// </summary>
    public TimeSpan Activation { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets the time until an update takes effect. Zero by default.</summary>
    public TimeSpan Update { get; set; }

    /// <summary>Gets or sets the time from the deletion of a resource until it is gone. 1 second by default.</summary>
    public TimeSpan Deletion { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets the time from the creation of an import or a migration until its rows are checked. 1 second by default.</summary>
    public TimeSpan Validation { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets the time from the check of a migration until it is scheduled. 1 second by default.</summary>
    public TimeSpan Scheduling { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets the duration of an execution of a migration. 1 second by default.</summary>
    public TimeSpan Execution { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets the time from the verification of a Delivery domain until it is approved. 1 second by default.</summary>
    public TimeSpan Approval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets the time from an order, such as one for a Delivery account, until its payment. 1 second by default.</summary>
    public TimeSpan Payment { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets the time from the creation of a report until it is complete. 1 second by default.</summary>
    public TimeSpan Report { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Sets all delays to the same value.</summary>
    /// <param name="delay">The delay, zero or more.</param>
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
