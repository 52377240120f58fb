using Microsoft.Extensions.Time.Testing;

namespace Qboxmail.Emulator.Tests;

public class VaultTests : EmulatorFixture
{
    private FakeTimeProvider _time = null!;
    private EmulatorOutcomes _outcomes = null!;
    private string _domain = null!;
    private string _mailbox = null!;

    private protected override Task<EmulatorHarness> StartAsync()
    {
        _time = EmulatorHarness.CreateClock();
        return EmulatorHarness.StartAsync(_time, options => _outcomes = options.Outcomes);
    }

    [SetUp]
    public async Task Fill()
    {
        _domain = await Api.CreateActiveDomainAsync();
        Pass();
        Pass();
        _mailbox = (await Api.CreateMailboxAsync(_domain)).ResourceCode;
    }

    [Test]
    public async Task A_vault_is_enabled_after_a_while()
    {
        var never = await StatusAsync();
        await ActivateAsync();
        var before = await StatusAsync();
        Pass();

        var domain = await Api.Client.Domains.GetAsync(_domain);
        var row = (await RowsAsync())[0];
        Assert.That((never, before, domain.ArchiveStatus?.Value), Is.EqualTo(("disabled", "activating", "enabled")));
        Assert.That(
            (domain.Archive, DocumentedTime.Of(domain.ArchiveActivatedAt), domain.ArchivedEmailAccountCount),
            Is.EqualTo((true, DocumentedTime.Of("Domain", "archive_activated_at", _time.GetUtcNow()), 1L)));
        Assert.That(
            (row.EmailAddress, row.Status, row.Retention),
            Is.EqualTo(("mario.rossi@example.com", (VaultEmailAccountStatus?)"enabled", (int?)36)));
    }

    [Test]
    public async Task A_vault_activation_fails_when_configured_to_fail()
    {
        _outcomes.VaultSucceeds = false;
        await ActivateAsync();
        Pass();
        var failed = await StatusAsync();

        _outcomes.VaultSucceeds = true;
        await ActivateAsync();
        Pass();

        Assert.That((failed, await StatusAsync()), Is.EqualTo(("failure", "enabled")));
    }

    [Test]
    public async Task A_vault_accepts_only_mailboxes_of_its_domain_and_a_positive_retention()
    {
        Assert.That(
            await RefusalAsync(() => Api.Client.Vault.ActivateDomainAsync(_domain, new ActivateVaultDomainRequest(["EA99999999"], 36))),
            Is.EqualTo("422, email_codes is not valid"));
        Assert.That(
            await RefusalAsync(() => Api.Client.Vault.ActivateDomainAsync(_domain, new ActivateVaultDomainRequest([_mailbox], 0))),
            Is.EqualTo("422, retention is not valid"));
    }

    [Test]
    public async Task A_vault_archives_at_most_the_mailboxes_its_domain_allows()
    {
        await Api.Client.Domains.UpdateAsync(_domain, new UpdateDomainRequest { MaxEmailAccountsArchive = 0 });
        Pass();

        Assert.That(await RefusalAsync(ActivateAsync), Is.EqualTo("422, max_email_accounts_archive limit reached"));
    }

    [Test]
    public async Task A_vault_archives_new_mailboxes_when_that_is_the_default()
    {
        await ActivateAsync();
        Pass();
        var first = (await Api.CreateMailboxAsync(_domain, "anna")).ResourceCode;
        await Api.Client.Vault.UpdateDomainAsync(_domain, new UpdateVaultDomainRequest { DefaultArchive = false });
        await Api.CreateMailboxAsync(_domain, "luca");

        Assert.That((await RowsAsync()).Select(row => row.Code), Is.EqualTo([_mailbox, first]));
    }

    [Test]
    public async Task A_vault_is_disabled_with_its_last_mailbox_and_enabled_with_the_next()
    {
        await ActivateAsync();
        Pass();

        await SetStatusAsync(ActivationStatus.Disabled);
        var disabling = await StatusAsync();
        Pass();
        var disabled = await StatusAsync();
        await SetStatusAsync(ActivationStatus.Enabled);
        var activating = await StatusAsync();
        Pass();

        Assert.That((disabling, disabled, activating, await StatusAsync()), Is.EqualTo(("disabling", "disabled", "activating", "enabled")));
    }

    [Test]
    public async Task A_mailbox_is_removed_from_its_vault_after_a_while()
    {
        await ActivateAsync();
        Pass();

        await Api.Client.Vault.DeleteEmailAccountAsync(_domain, _mailbox);
        var meanwhile = (await RowsAsync())[0].Status?.Value;
        Pass();

        Assert.That(meanwhile, Is.EqualTo("deleting"));
        Assert.That(await RowsAsync(), Is.Empty);
        Assert.That((await Api.Client.EmailAccounts.GetAsync(_domain, _mailbox)).Code, Is.EqualTo(_mailbox));
    }

    [Test]
    public async Task A_vault_is_removed_from_a_domain_after_a_while()
    {
        await ActivateAsync();
        Pass();

        await Api.Client.Vault.DeleteDomainAsync(_domain);
        var meanwhile = await StatusAsync();
        Pass();

        Assert.That((meanwhile, await StatusAsync()), Is.EqualTo(("deleting", "disabled")));
        Assert.That(await RowsAsync(), Is.Empty);
        Assert.That(await RefusalAsync(() => Api.Client.Vault.DeleteDomainAsync(_domain)), Is.EqualTo("404"));
    }

    [Test]
    public async Task A_vault_imports_a_mailbox_once_and_only_over_IMAP()
    {
        await ActivateAsync();
        var anna = (await Api.CreateMailboxAsync(_domain, "anna")).ResourceCode;
        await Api.Client.EmailAccounts.UpdateAsync(_domain, anna, new UpdateEmailAccountRequest { ImapDisabled = true });
        await Api.Client.Vault.ActivateDomainAsync(_domain, new ActivateVaultDomainRequest([anna], 36));

        var import = await ImportAsync(_mailbox);

        Assert.That(import.ResourceCode, Does.StartWith("I"));
        Assert.That(await RefusalAsync(() => ImportAsync(_mailbox)), Is.EqualTo("422, email_code already exists"));
        Assert.That(await RefusalAsync(() => ImportAsync(anna)), Is.EqualTo("422, email_code is not valid"));
    }

    [Test]
    public async Task A_deleted_mailbox_is_removed_from_its_vault()
    {
        await ActivateAsync();
        Pass();

        await Api.Client.EmailAccounts.DeleteAsync(_domain, _mailbox);
        Pass();

        Assert.That(await RowsAsync(), Is.Empty);
    }

    private void Pass() => _time.Advance(TimeSpan.FromMinutes(1));

    private Task ActivateAsync() => Api.Client.Vault.ActivateDomainAsync(_domain, new ActivateVaultDomainRequest([_mailbox], 36));

    private Task SetStatusAsync(ActivationStatus status) =>
        Api.Client.Vault.SetEmailAccountStatusAsync(_domain, _mailbox, new SetVaultEmailAccountStatusRequest(status));

    private Task<CreatedResource> ImportAsync(string mailbox) =>
        Api.Client.Vault.ImportEmailAccountAsync(_domain, mailbox, new ImportVaultEmailAccountRequest());

    private async Task<string> StatusAsync() => (await Api.Client.Domains.GetAsync(_domain)).ArchiveStatus!.Value.Value;

    private async Task<IReadOnlyList<VaultEmailAccount>> RowsAsync() => (await Api.Client.Vault.ListEmailAccountsPageAsync(_domain)).Items;
}
