namespace Qboxmail.Emulator.Tests;

public class MailboxLimitTests : EmulatorFixture
{
    private const long Gigabyte = 1073741824;

    [Test]
    public async Task Large_mailboxes_are_counted_separately()
    {
        var domain = await CreateDomainAsync(new CreateDomainRequest("example.com", Password)
        {
            Plan = DomainPlan.Professional,
            MaxEmailQuota = 50 * Gigabyte,
            MaxEmailAccounts25GB = 1,
        });

        var mailbox = await CreateAsync(domain, "mario", 25 * Gigabyte);
        var counted = await Api.Client.Domains.GetAsync(domain);
        var refused = await RefusalAsync(() => CreateAsync(domain, "anna", 25 * Gigabyte));
        await Api.Client.EmailAccounts.UpdateAsync(domain, mailbox, new UpdateEmailAccountRequest { MaxEmailQuota = 50 * Gigabyte });
        var changed = await Api.Client.Domains.GetAsync(domain);
        await CreateAsync(domain, "anna", 25 * Gigabyte);
        await Api.Client.EmailAccounts.DeleteAsync(domain, mailbox);
        var last = await Api.Client.Domains.GetAsync(domain);

        Assert.That(refused, Is.EqualTo("422, max_email_accounts_25gb limit reached"));
        Assert.That(
            (counted.EmailAccountCount, counted.EmailAccountCount25GB, counted.EmailAccountCount50GB),
            Is.EqualTo(((long?)1, (long?)1, (long?)0)));
        Assert.That((changed.EmailAccountCount25GB, changed.EmailAccountCount50GB), Is.EqualTo(((long?)0, (long?)1)));
        Assert.That((last.EmailAccountCount, last.EmailAccountCount25GB, last.EmailAccountCount50GB), Is.EqualTo(((long?)1, (long?)1, (long?)0)));
    }

    [Test]
    public async Task A_mailbox_without_a_quota_respects_the_quota_limit_of_its_domain()
    {
        var domain =
            await CreateDomainAsync(new CreateDomainRequest("example.com", Password) { MaxEmailQuota = Gigabyte });

        var mailbox = await CreateAsync(domain, "mario", size: null);

        Assert.That((await Api.Client.EmailAccounts.GetAsync(domain, mailbox)).MaxEmailQuota, Is.EqualTo(Gigabyte));
        Assert.That(await RefusalAsync(() => CreateAsync(domain, "anna", 2 * Gigabyte)),
            Is.EqualTo("422, max_email_quota is larger than the domain allows"));
    }

    private async Task<string> CreateDomainAsync(CreateDomainRequest request)
    {
        var code = (await Api.Client.Domains.CreateAsync(request)).ResourceCode;
        await Api.Client.Domains.VerifyDnsOwnershipAsync(code);
        return code;
    }

    private async Task<string> CreateAsync(string domain, string name, long? size) => (await Api.Client.EmailAccounts.CreateAsync(
        domain, new CreateEmailAccountRequest(name, Password, name) { MaxEmailQuota = size })).ResourceCode;
}
