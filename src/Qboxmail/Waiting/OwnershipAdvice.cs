using Qboxmail.Internal;

namespace Qboxmail.Waiting;

/// <summary>Creates the advice for a wait whose resource needs a proof of its ownership.</summary>
internal static class OwnershipAdvice
{
    /// <summary>Gets the advice: the record to publish, and the method to call.</summary>
    /// <param name="label">The label of the record; null when the API returned none.</param>
    /// <param name="domain">The name of the domain.</param>
    /// <param name="addressMethod">The method that returns the address of the record, which no field contains.</param>
    /// <param name="checkMethod">The method that starts the check.</param>
    public static string Of(string? label, string? domain, string addressMethod, string checkMethod)
    {
        var record = string.IsNullOrEmpty(label) || string.IsNullOrEmpty(domain)
            ? "the A record"
            : $"the A record {DnsName.Below(label!, domain!)} with the address";

        return $"Its ownership is not proven. Publish {record} that {addressMethod} returns, then call {checkMethod}.";
    }
}
