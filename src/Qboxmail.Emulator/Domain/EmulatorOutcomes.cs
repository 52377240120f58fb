namespace Qboxmail.Emulator;

/// <summary>
/// The outcomes of background work that no request determines. They can be changed at any time; the value at the end of the work applies.
/// </summary>
public sealed class EmulatorOutcomes
{
    /// <summary>
    /// Gets or sets a value indicating whether changes of Vault succeed. If false, <c>archive_status</c> becomes <c>failure</c>. True by default.
    /// </summary>
    public bool VaultSucceeds { get; set; } = true;

    /// <summary>
    /// Gets or sets a value indicating whether verified Delivery domains are approved. If false, they are blocked. True by default.
    /// </summary>
    public bool DeliveryDomainsAreApproved { get; set; } = true;

    /// <summary>
    /// Gets or sets a value indicating whether orders of Delivery accounts are paid. If false, they remain unpaid. True by default.
    /// </summary>
    public bool OrdersArePaid { get; set; } = true;
}
