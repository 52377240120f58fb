namespace Qboxmail.Emulator;

/// <summary>
/// Outcomes of background work that no request determines. They can change while the emulator runs; the value at the end of the work counts.
/// </summary>
public sealed class EmulatorOutcomes
{
    /// <summary>
    /// Gets or sets a value indicating whether changes of Vault succeed. If not, <c>archive_status</c> becomes <c>failure</c>. True by default.
    /// </summary>
    public bool VaultSucceeds { get; set; } = true;

    /// <summary>Gets or sets a value indicating whether verified Delivery domains are approved. If not, they are blocked. True by default.</summary>
    public bool DeliveryDomainsAreApproved { get; set; } = true;

    /// <summary>
    /// Gets or sets a value indicating whether orders of Delivery accounts are paid. If not, they wait for the payment. True by default.
    /// </summary>
    public bool OrdersArePaid { get; set; } = true;
}
