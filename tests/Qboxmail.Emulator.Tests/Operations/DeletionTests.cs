namespace Qboxmail.Emulator.Tests;

public class DeletionTests
{
    [Test]
    public async Task Deleting_a_domain_takes_time_and_deletes_everything_in_it()
    {
        var time = EmulatorHarness.CreateClock();
        await using var api = await EmulatorHarness.StartAsync(time);
        var domain = await CreateActiveDomainAsync(api, time);
        var mailbox = (await api.CreateMailboxAsync(domain)).ResourceCode;
        var alias = (await api.Client.DomainAliases.CreateAsync(domain, new CreateDomainAliasRequest("example.net"))).ResourceCode;
        var emailAlias = (await api.Client.EmailAliases.CreateAsync(domain, new CreateEmailAliasRequest("info", ["mario@example.org"]))).ResourceCode;
        await api.Client.Signatures.CreateAsync(mailbox, new CreateSignatureRequest("Mario"));
        var book = (await api.Client.AddressBooks.CreateAsync(mailbox, new CreateAddressBookRequest("Friends"))).ResourceCode;

        await api.Client.Domains.DeleteAsync(domain);
        var meanwhile = await api.Client.Domains.GetAsync(domain);
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.That(meanwhile.StatusDetail?.Value, Is.EqualTo("deleting"));
        Assert.That(await RefusalAsync(() => api.Client.Domains.GetAsync(domain)), Is.EqualTo("404"));
        Assert.That(await RefusalAsync(() => api.Client.EmailAccounts.GetAsync(domain, mailbox)), Is.EqualTo("404"));
        Assert.That(await RefusalAsync(() => api.Client.DomainAliases.GetAsync(domain, alias)), Is.EqualTo("404"));
        Assert.That(await RefusalAsync(() => api.Client.EmailAliases.GetAsync(domain, emailAlias)), Is.EqualTo("404"));
        Assert.That(await RefusalAsync(() => api.Client.Signatures.ListAsync(mailbox)), Is.EqualTo("404"));
        Assert.That(await RefusalAsync(() => api.Client.AddressBooks.ListAsync(mailbox)), Is.EqualTo("404"));
        Assert.That(await RefusalAsync(() => api.Client.Contacts.ListAsync(mailbox, book)), Is.EqualTo("404"));
        Assert.That((await api.Client.EmailLogs.ListIncomingPageAsync()).Items, Is.Empty);
        Assert.That((await api.Client.Domains.ListPostmastersPageAsync()).Items, Is.Empty);
    }

    [Test]
    public async Task Deleting_a_domain_releases_its_names()
    {
        await using var api = await EmulatorHarness.StartAsync(options => options.AllowInferred = true);
        var domain = await api.CreateActiveDomainAsync();
        await api.Client.DomainAliases.CreateAsync(domain, new CreateDomainAliasRequest("example.net"));

        await api.Client.Domains.DeleteAsync(domain);

        Assert.That(await api.CreateActiveDomainAsync(), Is.Not.EqualTo(domain));
        Assert.That(await api.CreateActiveDomainAsync("example.net"), Is.Not.Empty);
    }

    [Test]
    public async Task A_mailbox_stays_in_deletion_when_it_is_updated()
    {
        var time = EmulatorHarness.CreateClock();
        await using var api = await EmulatorHarness.StartAsync(time, options => options.Delays.Deletion = TimeSpan.FromHours(1));
        var domain = await CreateActiveDomainAsync(api, time);
        var mailbox = (await api.CreateMailboxAsync(domain)).ResourceCode;

        await api.Client.EmailAccounts.DeleteAsync(domain, mailbox);
        await api.Client.EmailAccounts.UpdateAsync(domain, mailbox, new UpdateEmailAccountRequest { LastName = "Rossi" });
        time.Advance(TimeSpan.FromMinutes(30));

        Assert.That((await api.Client.EmailAccounts.GetAsync(domain, mailbox)).StatusDetail?.Value, Is.EqualTo("deleting"));
    }

    [Test]
    public async Task A_pending_alias_deletion_does_not_affect_a_new_domain_of_the_same_name()
    {
        var time = EmulatorHarness.CreateClock();
        await using var api = await EmulatorHarness.StartAsync(time);
        var domain = await CreateActiveDomainAsync(api, time);
        var alias = (await api.Client.DomainAliases.CreateAsync(domain, new CreateDomainAliasRequest("example.net"))).ResourceCode;

        await api.Client.Domains.DeleteAsync(domain);
        time.Advance(TimeSpan.FromSeconds(30));
        await api.Client.DomainAliases.DeleteAsync(domain, alias);
        time.Advance(TimeSpan.FromSeconds(45));
        await api.Client.Domains.CreateAsync(new CreateDomainRequest("example.net", Password));
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.That(await RefusalAsync(() => api.CreateActiveDomainAsync("example.net")), Is.EqualTo("422, name already exists"));
    }

    [Test]
    public async Task The_postmaster_cannot_be_deleted()
    {
        await using var api = await EmulatorHarness.StartAsync(options => options.AllowInferred = true);
        var domain = await api.CreateActiveDomainAsync();
        var postmaster = (await api.Client.Domains.ListPostmastersPageAsync()).Items[0];

        Assert.That(postmaster.EmailAddress, Is.EqualTo("postmaster@example.com"));
        Assert.That(await RefusalAsync(() => api.Client.EmailAccounts.DeleteAsync(domain, postmaster.Code)), Does.StartWith("422"));
    }

    private static async Task<string> CreateActiveDomainAsync(EmulatorHarness api, Microsoft.Extensions.Time.Testing.FakeTimeProvider time)
    {
        var domain = await api.CreateActiveDomainAsync();
        time.Advance(TimeSpan.FromMinutes(2));
        return domain;
    }
}
