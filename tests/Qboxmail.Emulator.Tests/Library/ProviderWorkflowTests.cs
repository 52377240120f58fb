namespace Qboxmail.Emulator.Tests;

public class ProviderWorkflowTests
{
    [Test]
    public async Task A_provider_creates_a_domain_and_a_mailbox_and_changes_its_quota()
    {
        await using var api = await EmulatorHarness.StartAsync();

        var domainCode = await api.CreateActiveDomainAsync();
        var domain = await api.Client.Domains.WaitUntilReadyAsync(domainCode);
        var mailboxCode = (await api.CreateMailboxAsync(domainCode)).ResourceCode;
        await api.Client.EmailAccounts.WaitUntilReadyAsync(domainCode, mailboxCode);
        await api.Client.EmailAccounts.UpdateAsync(domainCode, mailboxCode, new UpdateEmailAccountRequest { MaxEmailQuota = 1073741824 });
        var mailboxes = await api.Client.EmailAccounts.ListPageAsync(domainCode);

        Assert.That(domain.Status, Is.EqualTo(DomainStatus.Enabled));
        Assert.That(mailboxes.Items, Has.Count.EqualTo(1));
        Assert.That(mailboxes.Items[0].EmailAddress, Is.EqualTo("mario.rossi@example.com"));
        Assert.That(mailboxes.Items[0].MaxEmailQuota, Is.EqualTo(1073741824));
    }

    [Test]
    public async Task A_mailbox_in_an_inactive_domain_is_rejected()
    {
        await using var api = await EmulatorHarness.StartAsync();
        var created = await api.Client.Domains.CreateAsync(new CreateDomainRequest("example.com", Password));

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => api.CreateMailboxAsync(created.ResourceCode));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.ValidationFailed));
        Assert.That(exception.Message, Does.Contain("not active"));
    }

    [Test]
    public async Task A_wrong_token_is_reported_as_Unauthorized()
    {
        await using var api = await EmulatorHarness.StartAsync(configureClient: options => options.ApiToken = "wrong-token");

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => api.Client.Domains.GetAsync("D123456789"));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.Unauthorized));
    }

    [Test]
    public async Task A_missing_billing_profile_is_reported_as_BillingProfileRequired()
    {
        await using var api = await EmulatorHarness.StartAsync(options => options.Tokens[0].HasBillingProfile = false);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => api.CreateActiveDomainAsync());

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.BillingProfileRequired));
    }

    [Test]
    public async Task Deleted_mailboxes_and_domains_disappear()
    {
        await using var api = await EmulatorHarness.StartAsync();
        var domainCode = await api.CreateActiveDomainAsync();
        var mailboxCode = (await api.CreateMailboxAsync(domainCode)).ResourceCode;

        await api.Client.EmailAccounts.DeleteAsync(domainCode, mailboxCode);
        await api.Client.EmailAccounts.WaitUntilDeletedAsync(domainCode, mailboxCode);
        await api.Client.Domains.DeleteAsync(domainCode);
        await api.Client.Domains.WaitUntilDeletedAsync(domainCode);

        Assert.That((await api.Client.Domains.ListPageAsync()).Items, Is.Empty);
    }

    [Test]
    public async Task A_list_is_enumerated_across_all_pages()
    {
        await using var api = await EmulatorHarness.StartAsync();

        for (var number = 0; number < 25; number++)
        {
            await api.CreateActiveDomainAsync($"example-{number}.com");
        }

        var names = new List<string?>();

        await foreach (var domain in api.Client.Domains.ListAsync(paging: new PagingOptions { PageSize = 10 }))
        {
            names.Add(domain.Name);
        }

        Assert.That(names, Is.EqualTo(Enumerable.Range(0, 25).Select(number => $"example-{number}.com")));
        Assert.That(await api.Client.Domains.ListAsync().GetTotalCountAsync(), Is.EqualTo(25));
    }
}
