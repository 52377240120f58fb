using System.Text.Json;

namespace Qboxmail.Emulator.Tests;

public class DeliveryGuideTests : GuideFixture
{
    private protected override Task<EmulatorHarness> StartAsync() => EmulatorHarness.StartAsync(options => options.AllowInferred = true);

    [Test]
    public async Task A_sending_domain_is_verified()
    {
        var qboxmail = Api.Client;

        // example
        var domain = await qboxmail.Delivery.Domains.CreateAsync(new CreateDeliveryDomainRequest("shop.example.com"));

        Console.WriteLine($"{domain.Name} TXT {domain.TxtSpfRecord}");
        Console.WriteLine($"_dmarc.{domain.Name} TXT {domain.SuggestedDmarcRecord}");
        Console.WriteLine($"CNAME records: {JsonSerializer.Serialize(domain.CnameVerificationRecords)}");
        // end

        // example
#pragma warning disable QBOX001 // The path of this operation is inferred. The control panel verifies the records too.
        await qboxmail.Delivery.Domains.VerifyDnsAsync(domain.Code);
#pragma warning restore QBOX001
        await qboxmail.Delivery.Domains.WaitUntilVerifiedAsync(domain.Code, new WaitOptions { Timeout = TimeSpan.FromHours(24) });
        // end

        // example
        domain = await qboxmail.Delivery.Domains.WaitUntilAsync(domain.Code, domain =>
            domain.DisplayStatus == DeliveryDomainDisplayStatus.Enabled ? WaitVerdict.Ready
            : domain.DisplayStatus == DeliveryDomainDisplayStatus.Blocked ? WaitVerdict.Failed
            : WaitVerdict.Pending);
        // end

        Assert.That(domain.DisplayStatus, Is.EqualTo(DeliveryDomainDisplayStatus.Enabled));
        Assert.That(Output, Has.Length.EqualTo(3));
    }

    [Test]
    public async Task An_account_sends_for_the_domain()
    {
        var qboxmail = Api.Client;
        var domain = await qboxmail.Delivery.Domains.CreateAsync(new CreateDeliveryDomainRequest("shop.example.com"));

        // example
        var account = await qboxmail.Delivery.Accounts.CreateAsync(new CreateDeliveryAccountRequest("Shop", DeliveryAccountType.Transactional));

        await qboxmail.Delivery.Accounts.UpdateAsync(account.Id, new UpdateDeliveryAccountRequest { DomainCodes = [domain.Code] });
        Console.WriteLine($"SMTP: {account.ConfigHostName}, user {account.UserName}");
        // end

        // example
        var token = await qboxmail.Delivery.ApiTokens.CreateAsync(account.Id, new CreateDeliveryApiTokenRequest("Web shop"));
        var secret = token.AdditionalProperties.Values.OfType<string>().Single();
        await qboxmail.Delivery.ApiTokens.UpdateAsync(account.Id, token.Id, new UpdateDeliveryApiTokenRequest(["192.0.2.0/24"]));
        // end

        Assert.That(secret, Is.Not.Empty);
        Assert.That(Output.Single(), Does.StartWith("SMTP: "));
    }

    [Test]
    public async Task Addresses_are_suppressed_and_released()
    {
        var qboxmail = Api.Client;

        // example
        var lists = qboxmail.Delivery.SuppressionLists;
        await lists.CreateAsync(new CreateSuppressionEntryRequest("gone@example.net", SuppressionReason.Bounce));

        await foreach (var entry in lists.ListAsync(new SuppressionListsListQuery { Query = "example.net" }))
        {
            Console.WriteLine($"{entry.Email}: {entry.Reason}");
        }

        using var export = await lists.ExportAsync();
        using var reader = new StreamReader(export.Content);
        Console.WriteLine(await reader.ReadLineAsync());
        // end

        Assert.That(Output[0], Is.EqualTo("gone@example.net: bounce"));
    }
}
