namespace Qboxmail.Emulator.Tests;

public class ManagerTests : EmulatorFixture
{
    private protected override Task<EmulatorHarness> StartAsync() => EmulatorHarness.StartAsync(options => options.AllowInferred = true);

    [Test]
    public async Task A_manager_sees_only_assigned_domains()
    {
        var mine = await Api.CreateActiveDomainAsync();
        var other = await Api.CreateActiveDomainAsync("example.org");
        var mailbox = (await Api.CreateMailboxAsync(other)).ResourceCode;
        var (_, manager) = await CreateAsync(
            new CreateManagerRequest("anna@example.com", "Anna", "Bianchi", Password) { DomainCodes = [mine] });

        Assert.That((await manager.Domains.ListPageAsync()).Items.Select(domain => domain.Code), Is.EqualTo([mine]));
        Assert.That(await RefusalAsync(() => manager.Domains.GetAsync(other)), Is.EqualTo("404"));
        Assert.That(await RefusalAsync(() => manager.EmailAccounts.GetAsync(other, mailbox)), Is.EqualTo("404"));
        Assert.That(await RefusalAsync(() => manager.Signatures.ListAsync(mailbox)), Is.EqualTo("404"));
        Assert.That((await manager.Vault.ListDomainsPageAsync()).Items.Select(domain => domain.ManagerFullName), Is.EqualTo(["Anna Bianchi"]));
        Assert.That((await manager.Domains.ListPostmastersPageAsync()).Items, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_manager_owns_the_resources_it_creates()
    {
        var (code, manager) = await CreateAsync();

        var domain = (await manager.Domains.CreateAsync(new CreateDomainRequest("example.com", Password))).ResourceCode;
        var delivery = await manager.Delivery.Domains.CreateAsync(new CreateDeliveryDomainRequest("example.com"));

        Assert.That((await manager.Domains.GetAsync(domain)).ManagerCode, Is.EqualTo(code));
        Assert.That((delivery.ManagerCode, delivery.ManagerFullName), Is.EqualTo((code, "Anna Bianchi")));
        Assert.That((await Api.Client.Domains.GetAsync(domain)).ManagerFullName, Is.EqualTo("Anna Bianchi"));
        Assert.That((await Api.Client.Domains.ListWithoutManagerPageAsync()).Items, Is.Empty);
    }

    [Test]
    public async Task A_manager_gains_and_loses_domains_by_an_update()
    {
        var first = await Api.CreateActiveDomainAsync();
        var second = await Api.CreateActiveDomainAsync("example.org");
        var (code, manager) = await CreateAsync(
            new CreateManagerRequest("anna@example.com", "Anna", "Bianchi", Password) { DomainCodes = [first] });

        await Api.Client.Managers.UpdateAsync(code, new UpdateManagerRequest { MaxDomains = 5 });
        var unchanged = (await Api.Client.Managers.GetAsync(code)).DomainCodes;
        await Api.Client.Managers.UpdateAsync(code, new UpdateManagerRequest { DomainCodes = [second] });
        var seen = (await manager.Domains.ListPageAsync()).Items.Select(domain => domain.Code);
        await Api.Client.Managers.UpdateAsync(code, new UpdateManagerRequest { DomainCodes = [] });

        Assert.That((unchanged, seen), Is.EqualTo((new[] { first }, new[] { second })));
        Assert.That((await manager.Domains.ListPageAsync()).Items, Is.Empty);
        Assert.That((await Api.Client.Domains.GetAsync(first)).ManagerCode, Is.Null);
        Assert.That(await RefusalAsync(
            () => Api.Client.Managers.UpdateAsync(code, new UpdateManagerRequest { DomainCodes = ["D000000000"] })),
            Is.EqualTo("422, domain_codes is not valid"));
    }

    [Test]
    public async Task A_domain_is_assigned_to_a_manager_by_its_code()
    {
        var domain = await Api.CreateActiveDomainAsync();
        var (code, manager) = await CreateAsync();

        await Api.Client.Managers.AssignHostingAsync(code, new AssignHostingRequest(domain));

        Assert.That((await manager.Domains.ListPageAsync()).Items, Has.Count.EqualTo(1));
        Assert.That(await RefusalAsync(() => Api.Client.Managers.AssignHostingAsync(code, new AssignHostingRequest("D000000000"))),
            Is.EqualTo("422, id is not valid"));
    }

    [Test]
    public async Task Delivery_resources_are_assigned_to_a_manager_with_their_linked_resources()
    {
        var domain = (await Api.Client.Delivery.Domains.CreateAsync(new CreateDeliveryDomainRequest("example.com"))).Code;
        await Api.Client.Delivery.Domains.CreateAsync(new CreateDeliveryDomainRequest("example.org"));
        var account =
            (await Api.Client.Delivery.Accounts.CreateAsync(new CreateDeliveryAccountRequest("Shop", DeliveryAccountType.Transactional))).Id;
        await Api.Client.Delivery.Accounts.UpdateAsync(account, new UpdateDeliveryAccountRequest { DomainCodes = [domain] });
        var (code, manager) = await CreateAsync();

        var before = await RefusalAsync(() => manager.Delivery.Accounts.GetAsync(account));
        await Api.Client.Managers.AssignDeliveryAsync(code, new AssignDeliveryRequest($"{account}") { MaxDeliveryDomains = 1 });

        Assert.That(before, Is.EqualTo("404"));
        Assert.That((await manager.Delivery.Accounts.GetAsync(account)).ManagerCode, Is.EqualTo(code));
        Assert.That((await manager.Delivery.Domains.ListPageAsync()).Items.Select(row => row.Code), Is.EqualTo([domain]));
        Assert.That((await manager.Delivery.TraceMail.GetCountersAsync()).All, Is.Positive);
        Assert.That(await RefusalAsync(() => manager.Delivery.Domains.CreateAsync(new CreateDeliveryDomainRequest("example.net"))),
            Is.EqualTo("422, max_delivery_domains limit reached"));
        Assert.That(await RefusalAsync(() => Api.Client.Managers.AssignDeliveryAsync(code, new AssignDeliveryRequest("DD00000000"))),
            Is.EqualTo("422, id is not valid"));
    }

    [Test]
    public async Task A_manager_cannot_exceed_its_limits()
    {
        var (_, manager) = await CreateAsync(new CreateManagerRequest("anna@example.com", "Anna", "Bianchi", Password)
        {
            MaxDomains = 2,
            MaxEmailAccounts = 1,
            MaxEmailQuota = 1073741824,
        });

        async Task<string> CreateDomainAsync(string name)
        {
            var code = (await manager.Domains.CreateAsync(
                new CreateDomainRequest(name, Password) { MaxEmailQuota = 1073741824 })).ResourceCode;
            await manager.Domains.VerifyDnsOwnershipAsync(code);
            return code;
        }

        Task CreateMailboxAsync(string domain, string name) =>
            manager.EmailAccounts.CreateAsync(domain, new CreateEmailAccountRequest(name, Password, name));

        var first = await CreateDomainAsync("example.com");
        var second = await CreateDomainAsync("example.org");
        await CreateMailboxAsync(first, "mario");

        Assert.That(await RefusalAsync(() => CreateDomainAsync("example.net")), Is.EqualTo("422, max_domains limit reached"));
        Assert.That(await RefusalAsync(() => CreateMailboxAsync(second, "anna")), Is.EqualTo("422, max_email_accounts limit reached"));
    }

    [Test]
    public async Task A_manager_sees_only_itself_and_cannot_create_users()
    {
        var (code, manager) = await CreateAsync();
        var (other, _) = await CreateAsync(new CreateManagerRequest("ugo@example.com", "Ugo", "Blu", Password));

        Assert.That((await manager.Managers.ListPageAsync()).Items.Select(row => row.Code), Is.EqualTo([code]));
        Assert.That(await RefusalAsync(() => manager.Managers.GetAsync(other)), Is.EqualTo("404"));
        Assert.That(await RefusalAsync(() => manager.Managers.UpdateAsync(code, new UpdateManagerRequest { MaxDomains = -1 })),
            Is.EqualTo("403"));
        Assert.That(
            await RefusalAsync(() => manager.TeamMembers.CreateAsync(
                new CreateTeamMemberRequest("luca@example.com", "Luca", "Verdi", Password))),
            Is.EqualTo("403"));
        Assert.That(await RefusalAsync(() => manager.Reports.ListPageAsync()), Is.EqualTo("403"));
    }

    [Test]
    public async Task A_disabled_manager_is_forbidden_to_call_the_API()
    {
        var (code, manager) = await CreateAsync();

        await Api.Client.Managers.SetStatusAsync(code, new SetManagerStatusRequest(ActivationStatus.Disabled));
        var refused = await RefusalAsync(() => manager.Domains.ListPageAsync());
        await Api.Client.Managers.SetStatusAsync(code, new SetManagerStatusRequest(ActivationStatus.Enabled));

        Assert.That(refused, Is.EqualTo("403"));
        Assert.That((await manager.Domains.ListPageAsync()).Items, Is.Empty);
    }

    [Test]
    public async Task A_manager_cannot_share_an_email_address_with_another_user()
    {
        await CreateAsync();

        Assert.That(
            await RefusalAsync(() =>
                Api.Client.TeamMembers.CreateAsync(
                    new CreateTeamMemberRequest("Anna@example.com", "Anna", "Bianchi", Password))),
            Is.EqualTo("422, email_address already exists"));
        Assert.That(
            await RefusalAsync(
                () => Api.Client.Managers.CreateAsync(new CreateManagerRequest("nobody", "Anna", "Bianchi", Password))),
            Is.EqualTo("422, email_address is not valid"));
    }

    [Test]
    public async Task A_manager_has_separate_migrations_into_its_own_mailboxes()
    {
        var mine = await Api.CreateActiveDomainAsync();
        await Api.CreateMailboxAsync(await Api.CreateActiveDomainAsync("example.org"), "luca");
        await Api.CreateMailboxAsync(mine, "mario");
        var (_, manager) = await CreateAsync(
            new CreateManagerRequest("anna@example.com", "Anna", "Bianchi", Password) { DomainCodes = [mine] });
        const string rows = "mario@example.com;imap.example.net;mario;secret\nluca@example.org;imap.example.net;luca;secret";

        await Api.Client.Migrations.CreateAsync(new CreateMigrationRequest("rows.csv", rows, "standard") { ExecuteNow = true });
        var own = (await manager.Migrations.CreateAsync(new CreateMigrationRequest("rows.csv", rows, "standard") { ExecuteNow = true })).ResourceCode;

        Assert.That(
            (await manager.Migrations.ListPageAsync()).Items.Select(row => (row.Code, row.Status)),
            Is.EqualTo([(own, (MigrationStatus?)"completed_with_errors")]));
        Assert.That((await Api.Client.Migrations.ListPageAsync()).Items, Has.Count.EqualTo(2));
    }

    /// <summary>Creates a manager, and a client with the manager's token.</summary>
    private async Task<(string Code, QboxmailClient Client)> CreateAsync(CreateManagerRequest? request = null)
    {
        request ??= new CreateManagerRequest("anna@example.com", "Anna", "Bianchi", Password);
        var code = (await Api.Client.Managers.CreateAsync(request)).ResourceCode;
        return (code, Api.As(new EmulatorToken($"token-of-{code}") { Role = EmulatorRole.Manager, ManagerCode = code }));
    }
}
