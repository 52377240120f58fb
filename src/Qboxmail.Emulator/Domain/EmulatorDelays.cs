namespace Qboxmail.Emulator;

/// <summary>
/// The delays of background work, such as activations. In the real service, background work takes minutes, and DNS checks take up to hours.
/// </summary>
public sealed class EmulatorDelays
{
    /// <summary>Gets or sets the delay from the request for an ownership check to the check. The default is 1 second.</summary>
    public TimeSpan OwnershipCheck { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Gets or sets the delay from the creation of a resource, or from the proof of its ownership if required, until it is active. The delay also
    /// applies to Vault. The default is 1 second.
    /// </summary>
    public TimeSpan Activation { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets the delay until an update takes effect. The default is zero.</summary>
    public TimeSpan Update { get; set; }

    /// <summary>Gets or sets the delay from the request for a deletion to the removal of the resource. The default is 1 second.</summary>
    public TimeSpan Deletion { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets the delay from the creation of an import or migration to the end of its validation. The default is 1 second.</summary>
    public TimeSpan Validation { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets the delay from the validation of a migration to its scheduling. The default is 1 second.</summary>
    public TimeSpan Scheduling { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets the duration of one execution of a migration. The default is 1 second.</summary>
    public TimeSpan Execution { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets the delay from the verification of a Delivery domain to its approval. The default is 1 second.</summary>
    public TimeSpan Approval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets the delay from an order, such as an order for a Delivery account, to its payment. The default is 1 second.</summary>
    public TimeSpan Payment { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets the delay from the creation of a report to its completion. The default is 1 second.</summary>
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
