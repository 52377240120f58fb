namespace Qboxmail.Emulator;

/// <summary>
/// How background work ends that no request decides about. May be changed while the emulator runs; what counts is the setting at the end of the work.
/// </summary>
public sealed class EmulatorOutcomes
{
    /// <summary>Whether the changes of Vault succeed. When false, <c>archive_status</c> becomes <c>failure</c>. True by default.</summary>
    public bool VaultSucceeds { get; set; } = true;

    /// <summary>Whether the provider approves Delivery domains whose records are verified. When false, they are blocked. True by default.</summary>
    public bool DeliveryDomainsAreApproved { get; set; } = true;

    /// <summary>Whether orders of Delivery accounts are paid. When false, they wait for the payment. True by default.</summary>
    public bool OrdersArePaid { get; set; } = true;
}
