using Qboxmail.Internal;

namespace Qboxmail.Models;

/// <content>The DNS records of a domain.</content>
public sealed partial class Domain
{
    private const string DkimLabel = "_domainkey";

    /// <summary>
    /// Gets the DNS records that the domain contains: the A record that proves its ownership, and the TXT record with its own DKIM key.
    /// </summary>
    /// <remarks>
    /// The address of the ownership record is null, because the API returns it only from the synchronous verification with DNS. For a new DKIM key,
    /// prefer the record that <c>GenerateDkimAsync</c> returns. Mail hosts and SPF records are not part of a domain; the control panel shows them.
    /// </remarks>
    /// <returns>The records; empty if the domain contains none of them.</returns>
    public IReadOnlyList<DomainDnsRecord> GetDnsRecords()
    {
        var records = new List<DomainDnsRecord>();

        if (!string.IsNullOrEmpty(Name) && !string.IsNullOrEmpty(PossessionARecord))
        {
            records.Add(new DomainDnsRecord("A", DnsName.Below(PossessionARecord!, Name!)));
        }

        if (!string.IsNullOrEmpty(Name) && !string.IsNullOrEmpty(DkimSelector))
        {
            var selector = DkimSelector!.TrimEnd('.');
            var label = selector.Split('.').Contains(DkimLabel, StringComparer.OrdinalIgnoreCase) ? selector : $"{selector}.{DkimLabel}";
            records.Add(new DomainDnsRecord("TXT", DnsName.Below(label, Name!), DkimValue(DkimPublicKey)));
        }

        return records;
    }

    // Public clients disagree on whether the field contains the whole value, so both forms are accepted.
    private static string? DkimValue(string? key) => key switch
    {
        null or "" => null,
        _ when key.StartsWith("v=", StringComparison.OrdinalIgnoreCase) => key,
        // The padding of a bare key can be p= too.
        _ when key.Split(';').Any(tag => tag.TrimStart().StartsWith("p=", StringComparison.Ordinal)) => $"v=DKIM1; {key}",
        _ => $"v=DKIM1; p={key}",
    };
}
