namespace Qboxmail.Emulator.Tests;

public class FromCurlGuideTests : GuideFixture
{
    [Test]
    public async Task Requests_of_the_reference_are_calls()
    {
        var qboxmail = Api.Client;
        var password = Password;

        // example
        var created = await qboxmail.Domains.CreateAsync(new CreateDomainRequest("example.com", password));
        // end

        var domainCode = created.ResourceCode;
        await qboxmail.Domains.VerifyDnsOwnershipAsync(domainCode);
        var mailboxCode = (await Api.CreateMailboxAsync(domainCode)).ResourceCode;

        // example
        var page = await qboxmail.EmailAccounts.ListPageAsync(domainCode, new EmailAccountsListQuery { Query = "rossi" }, page: 1, pageSize: 50);
        // end

        // example
        await qboxmail.EmailAccounts.UpdateAsync(domainCode, mailboxCode, new UpdateEmailAccountRequest { MaxEmailQuota = MailboxQuota.Size8GB });
        // end

        Assert.That(page.Items, Has.Count.EqualTo(1));
        Assert.That((await qboxmail.EmailAccounts.GetAsync(domainCode, mailboxCode)).MaxEmailQuota, Is.EqualTo(MailboxQuota.Size8GB));
    }

    [Test]
    public async Task A_field_and_an_operation_that_are_missing_here_are_sent()
    {
        var qboxmail = Api.Client;
        var domainCode = await Api.CreateActiveDomainAsync();
        var mailboxCode = (await Api.CreateMailboxAsync(domainCode)).ResourceCode;

        // example
        await qboxmail.EmailAccounts.UpdateAsync(domainCode, mailboxCode, new UpdateEmailAccountRequest
        {
            AdditionalProperties = { ["new_field"] = "value", ["timezone"] = null },
        });
        // end

        // example
        var response = await qboxmail.SendAsync(HttpMethod.Put, $"/api/domains/{domainCode}/dns", idempotent: true);
        Console.WriteLine((int)response.StatusCode);
        // end

        Assert.That(Output.Single(), Does.StartWith("2"));
    }
}
