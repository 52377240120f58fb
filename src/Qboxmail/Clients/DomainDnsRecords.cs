using Qboxmail.Internal;

namespace Qboxmail.Models;

/// <content>The DNS records of a domain.</content>
public sealed partial class Domain
{
    private const string DkimLabel = "_domainkey";

    /// <summary>
    /// Gets the DNS records that the fields of the domain describe: the A record that proves its ownership, and the TXT record with its DKIM key.
    /// </summary>
    /// <remarks>
    /// The value of the A record is null, because the API returns the address only from the synchronous verification with DNS. For a new DKIM key,
    /// prefer the record that <c>GenerateDkimAsync</c> returns. No field contains mail hosts or SPF records; the control panel shows them.
    /// </remarks>
    /// <returns>The records; empty if the fields describe none.</returns>
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

    // Other clients of the API disagree on whether the field contains the whole TXT value or only the key, so both forms are accepted.
    private static string? DkimValue(string? key) => key switch
    {
        null or "" => null,
        _ when key.StartsWith("v=", StringComparison.OrdinalIgnoreCase) => key,
        // Only a tag at the start of a part counts, because a bare base64 key can also end in p=.
        _ when key.Split(';').Any(tag => tag.TrimStart().StartsWith("p=", StringComparison.Ordinal)) => $"v=DKIM1; {key}",
        _ => $"v=DKIM1; p={key}",
    };
}
