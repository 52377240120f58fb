using Qboxmail.Internal;

namespace Qboxmail.Models;

public sealed partial class Domain
{
    private const string DkimLabel = "_domainkey";

    /// <summary>
    /// Gets the DNS records that the properties of the domain describe: the A record that proves ownership, and the TXT record with the DKIM key.
    /// </summary>
    /// <remarks>
    /// The value of the A record is <see langword="null"/>, because the API returns its address only in the response of
    /// <c>VerifyDnsOwnershipNowAsync</c>. For a new DKIM key, use the record that <c>GenerateDkimAsync</c> returns. The API returns no MX and SPF
    /// records; the control panel shows them.
    /// </remarks>
    /// <returns>The records, or an empty list if the properties describe none.</returns>
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
        // A bare Base64 key can end in "p=", so only "p=" at the start of a tag counts.
        _ when key.Split(';').Any(tag => tag.TrimStart().StartsWith("p=", StringComparison.Ordinal)) => $"v=DKIM1; {key}",
        _ => $"v=DKIM1; p={key}",
    };
}
