namespace Qboxmail.Tests;

/// <summary>A domain gives its DNS records as data.</summary>
public class DomainDnsRecordTests
{
    [TestCase("qbm1", "qbm1._domainkey.example.com")]
    [TestCase("qbm1.", "qbm1._domainkey.example.com")]
    [TestCase("qbm1._domainkey", "qbm1._domainkey.example.com")]
    [TestCase("qbm1._DomainKey.", "qbm1._DomainKey.example.com")]
    [TestCase("qbm1._domainkey.example.com", "qbm1._domainkey.example.com")]
    [TestCase("qbm1._domainkey.example.com.", "qbm1._domainkey.example.com")]
    public void The_selector_is_accepted_with_and_without_the_label_and_the_domain(string selector, string name) =>
        Assert.That(Records(new Domain { Name = "example.com", DkimSelector = selector }), Is.EqualTo(new[] { $"{name} TXT (unknown)" }));

    [TestCase("v=DKIM1; k=rsa; p=MIG", "v=DKIM1; k=rsa; p=MIG")]
    [TestCase("k=rsa; p=MIG", "v=DKIM1; k=rsa; p=MIG")]
    [TestCase("MIG", "v=DKIM1; p=MIG")]
    [TestCase("MIGp=", "v=DKIM1; p=MIGp=")]
    [TestCase("", "(unknown)")]
    public void The_key_is_accepted_with_and_without_its_tags(string key, string value) =>
        Assert.That(
            Records(new Domain { Name = "example.com", DkimSelector = "s", DkimPublicKey = key }),
            Is.EqualTo(new[] { $"s._domainkey.example.com TXT {value}" }));

    [Test]
    public void The_ownership_record_has_no_value() =>
        Assert.That(
            Records(new Domain { Name = "example.com", PossessionARecord = "d123456789" }),
            Is.EqualTo(new[] { "d123456789.example.com A (unknown)" }));

    [Test]
    public void A_domain_without_these_fields_has_no_records()
    {
        Assert.That(new Domain().GetDnsRecords(), Is.Empty);
        Assert.That(new Domain { DkimSelector = "s", PossessionARecord = "d1" }.GetDnsRecords(), Is.Empty);
    }

    private static IEnumerable<string> Records(Domain domain) => domain.GetDnsRecords().Select(record => record.ToString());
}
