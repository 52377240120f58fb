namespace Qboxmail.Emulator.Tests;

public class SuspendAndOffboardGuideTests : GuideFixture
{
    [Test]
    public async Task A_mailbox_is_suspended_and_resumed()
    {
        var qboxmail = Api.Client;
        var domainCode = await Api.CreateActiveDomainAsync();
        var mailboxCode = (await Api.CreateMailboxAsync(domainCode)).ResourceCode;

        // example
        await qboxmail.EmailAccounts.SetStatusAsync(domainCode, mailboxCode, new SetEmailAccountStatusRequest(ActivationStatus.Disabled)
        {
            BounceMsg = "This mailbox is suspended.",
        });
        // end

        Assert.That((await qboxmail.EmailAccounts.GetAsync(domainCode, mailboxCode)).Status, Is.EqualTo(EmailAccountStatus.Disabled));

        // example
        await qboxmail.EmailAccounts.SetStatusAsync(domainCode, mailboxCode, new SetEmailAccountStatusRequest(ActivationStatus.Enabled));
        await qboxmail.EmailAccounts.WaitUntilReadyAsync(domainCode, mailboxCode);
        // end
    }

    [Test]
    public async Task All_mailboxes_of_a_customer_are_suspended()
    {
        var qboxmail = Api.Client;
        var domainCode = await Api.CreateActiveDomainAsync();
        await Api.CreateMailboxAsync(domainCode);
        await Api.CreateMailboxAsync(domainCode, "anna.bianchi");

        // example
        var disable = new SetEmailAccountStatusRequest(ActivationStatus.Disabled);

        await foreach (var mailbox in qboxmail.EmailAccounts.ListAsync(domainCode))
        {
            if (mailbox.Status == EmailAccountStatus.Enabled)
            {
                await qboxmail.EmailAccounts.SetStatusAsync(domainCode, mailbox.Code, disable);
                Console.WriteLine($"{mailbox.EmailAddress} is suspended.");
            }
        }
        // end

        Assert.That(Output, Has.Length.EqualTo(2));
    }

    [Test]
    public async Task A_mailbox_is_replaced_by_an_alias()
    {
        var qboxmail = Api.Client;
        var domainCode = await Api.CreateActiveDomainAsync();
        var mailboxCode = (await Api.CreateMailboxAsync(domainCode)).ResourceCode;
        await Api.CreateMailboxAsync(domainCode, "anna.bianchi");

        // example
        await qboxmail.EmailAccounts.DeleteAsync(domainCode, mailboxCode);
        await qboxmail.EmailAccounts.WaitUntilDeletedAsync(domainCode, mailboxCode);
        await qboxmail.EmailAliases.CreateAsync(domainCode, new CreateEmailAliasRequest("mario.rossi", ["anna.bianchi@example.com"]));
        // end

        Assert.That((await qboxmail.EmailAliases.ListPageAsync(domainCode)).Items, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_customer_leaves()
    {
        var qboxmail = Api.Client;
        var domainCode = await Api.CreateActiveDomainAsync();
        await Api.CreateMailboxAsync(domainCode);

        // example
        await qboxmail.Domains.DeleteAsync(domainCode);
        await qboxmail.Domains.WaitUntilDeletedAsync(domainCode, new WaitOptions { Timeout = TimeSpan.FromHours(1) });
        // end

        Assert.That((await qboxmail.Domains.ListPageAsync()).Items, Is.Empty);
    }
}
