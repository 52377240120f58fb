namespace Qboxmail.Emulator.Tests;

public class DnsAndOwnershipGuideTests : GuideFixture
{
    private protected override Task<EmulatorHarness> StartAsync() => EmulatorHarness.StartAsync(options => options.AllowInferred = true);

    [Test]
    public async Task Ownership_is_proved_by_a_record()
    {
        var qboxmail = Api.Client;
        var password = Password;

        // example
        var created = await qboxmail.Domains.CreateAsync(new CreateDomainRequest("example.com", password));
        var domain = await qboxmail.Domains.GetAsync(created.ResourceCode);

        Console.WriteLine($"Publish {domain.PossessionARecord}.{domain.Name} A 185.97.217.16, then press Enter.");
        Console.ReadLine();

        await qboxmail.Domains.VerifyDnsOwnershipAsync(domain.Code);
        domain = await qboxmail.Domains.WaitUntilReadyAsync(domain.Code, new WaitOptions { Timeout = TimeSpan.FromHours(24) });
        // end

        Assert.That(domain.Status, Is.EqualTo(DomainStatus.Enabled));
        Assert.That(Output.Single(), Does.Match(@"^Publish d\d+\.example\.com A 185\.97\.217\.16, then press Enter\.$"));
    }

    [Test]
    public async Task The_record_is_checked_at_once()
    {
        var qboxmail = Api.Client;
        var domainCode = await CreateDomainAsync();

        // example
#pragma warning disable QBOX001 // The path of this operation is inferred.
        var check = await qboxmail.Domains.VerifyDnsOwnershipNowAsync(domainCode);
#pragma warning restore QBOX001

        if (check is { Verified: not true, ExpectedRecord: { } expected })
        {
            Console.WriteLine($"Expected {expected.Name} {expected.Type} {expected.Value}, found {check.ResolvedIp}.");
        }
        // end

        Assert.That(check.Verified, Is.True);
    }

    [Test]
    public async Task Ownership_is_proved_by_email()
    {
        var qboxmail = Api.Client;
        var domainCode = await CreateDomainAsync();

        // example
        await qboxmail.Domains.SendOwnershipEmailAsync(domainCode, new SendOwnershipEmailRequest("admin@example.com"));
        // end

        var code = Api.Emulator.Mails.Single().VerificationCode;

        // example
#pragma warning disable QBOX001 // The path of this operation is inferred.
        await qboxmail.Domains.VerifyOwnershipEmailCodeAsync(domainCode, new VerifyOwnershipEmailCodeRequest(code));
#pragma warning restore QBOX001
        await qboxmail.Domains.WaitUntilReadyAsync(domainCode);
        // end
    }

    [Test]
    public async Task Mail_records_are_checked_and_a_key_is_generated()
    {
        var qboxmail = Api.Client;
        var domainCode = await Api.CreateActiveDomainAsync();

        // example
        var key = await qboxmail.Domains.GenerateDkimAsync(domainCode);
        var domain = await qboxmail.Domains.GetAsync(domainCode);
        Console.WriteLine($"Publish {domain.DkimSelector}.{domain.Name} TXT {key.TxtRecord}");

        await qboxmail.Domains.CheckDnsAsync(domainCode);
        domain = await qboxmail.Domains.GetAsync(domainCode);
        Console.WriteLine(domain.IsHealthy == true ? "DNS is fine." : "Check the MX records.");
        // end

        Assert.That(Output, Has.Length.EqualTo(2));
        Assert.That(Output[0], Does.Match(@"^Publish \S+\.example\.com TXT \S"));
    }

    private async Task<string> CreateDomainAsync() =>
        (await Qboxmail.Domains.CreateAsync(new CreateDomainRequest("example.com", Password))).ResourceCode;
}
