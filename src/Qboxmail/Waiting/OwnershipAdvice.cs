using Qboxmail.Internal;

namespace Qboxmail.Waiting;

/// <summary>Creates the advice for a wait that requires the caller to prove the ownership of a domain.</summary>
internal static class OwnershipAdvice
{
    /// <summary>Returns the advice: the DNS record to publish and the method to call.</summary>
    /// <param name="label">The label of the record, or <see langword="null"/> if the API returned none.</param>
    /// <param name="domain">The name of the domain.</param>
    /// <param name="addressMethod">The method that returns the address of the record, which the domain itself does not contain.</param>
    /// <param name="checkMethod">The method that starts the check.</param>
    public static string Of(string? label, string? domain, string addressMethod, string checkMethod)
    {
        var record = string.IsNullOrEmpty(label) || string.IsNullOrEmpty(domain)
            ? "the A record"
            : $"the A record {DnsName.Below(label!, domain!)} with the address";

        return $"The ownership of the domain is not proven. Publish {record} that {addressMethod} returns, then call {checkMethod}.";
    }
}
