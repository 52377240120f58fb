namespace Qboxmail.Emulator;

/// <summary>
/// The outcomes of background work that do not depend on requests. They can be changed at any time. The values at the time when the work ends apply.
/// </summary>
public sealed class EmulatorOutcomes
{
    /// <summary>
    /// Gets or sets a value indicating whether changes to Vault succeed. If <see langword="false"/>, <c>archive_status</c> becomes <c>failure</c>.
    /// The default is <see langword="true"/>.
    /// </summary>
    public bool VaultSucceeds { get; set; } = true;

    /// <summary>
    /// Gets or sets a value indicating whether verified Delivery domains are approved. If <see langword="false"/>, they are blocked. The default is
    /// <see langword="true"/>.
    /// </summary>
    public bool DeliveryDomainsAreApproved { get; set; } = true;

    /// <summary>
    /// Gets or sets a value indicating whether orders for Delivery accounts are paid. If <see langword="false"/>, they remain unpaid. The default is
    /// <see langword="true"/>.
    /// </summary>
    public bool OrdersArePaid { get; set; } = true;
}
