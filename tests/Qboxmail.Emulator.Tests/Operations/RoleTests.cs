namespace Qboxmail.Emulator.Tests;

public class RoleTests : EmulatorFixture
{
    private protected override Task<EmulatorHarness> StartAsync() => EmulatorHarness.StartAsync(options => options.AllowInferred = true);

    [Test]
    public async Task A_revoked_token_is_rejected()
    {
        await using var api = await EmulatorHarness.StartAsync();
        var second = api.As(new EmulatorToken("second-token"));
        await second.Domains.ListPageAsync();

        Assert.That(api.Emulator.RemoveToken("second-token"), Is.True);
        Assert.That(api.Emulator.RemoveToken("second-token"), Is.False);
        Assert.That(await RefusalAsync(() => second.Domains.ListPageAsync()), Is.EqualTo("401"));
    }

    [Test]
    public async Task A_token_of_another_customer_sees_nothing()
    {
        await using var scene = await PopulatedEmulator.CreateAsync(token: new EmulatorToken("other-token") { CustomerCode = "CUSTOMER2" });

        foreach (var operation in PopulatedEmulator.Operations.Where(
            operation => operation.Method == HttpMethod.Get && operation.Segments.Any(segment => segment.StartsWith('{'))))
        {
            var response = await scene.SendAsync(operation, token: "other-token");

            Assert.That((int)response.StatusCode, Is.EqualTo(404), operation.Id);
        }
    }

    [Test]
    public async Task A_token_of_a_manager_without_assignments_sees_nothing()
    {
        await using var scene = await PopulatedEmulator.CreateAsync(
            token: new EmulatorToken("other-token") { Role = EmulatorRole.Manager, ManagerCode = "MN00000000" });

        foreach (var operation in PopulatedEmulator.Operations.Where(
            operation => operation.Method == HttpMethod.Get && operation.Segments.Any(segment => segment.StartsWith('{'))))
        {
            var response = await scene.SendAsync(operation, token: "other-token");

            // Reports are the customer's own.
            Assert.That((int)response.StatusCode, Is.EqualTo(operation.Id.Split('_')[0] == "Reports" ? 403 : 404), operation.Id);
        }
    }

    [Test]
    public async Task An_unknown_token_is_rejected_by_every_operation()
    {
        await using var scene = await PopulatedEmulator.CreateAsync();

        foreach (var operation in PopulatedEmulator.Operations)
        {
            var response = await scene.SendAsync(operation, token: "unknown-token");

            Assert.That((int)response.StatusCode, Is.EqualTo(401), operation.Id);
        }
    }

    [Test]
    public void An_emulator_token_must_be_sendable(
        [Values("", " ", "a b", "a\nb", "\u00E4", "token\u200B", "'token'", "\"token\"")] string value) =>
        Assert.Throws<ArgumentException>(() => new EmulatorToken(value));

    [Test]
    public async Task A_customer_token_creates_resources_only_for_its_customer()
    {
        Assert.That(await RefusalAsync(() => CreateDomainAsync(Api.Client, "CUSTOMER2")), Is.EqualTo("403"));
        Assert.That(await CreateDomainAsync(Api.Client, "CUSTOMER1"), Does.StartWith("D"));
    }

    [Test]
    public async Task An_administrator_token_must_name_the_customer_and_sees_all_customers()
    {
        var administrator = Administrator();

        var refused = await RefusalAsync(() => CreateDomainAsync(administrator, customer: null));
        var domain = await CreateDomainAsync(administrator, "CUSTOMER2");

        Assert.That(refused, Is.EqualTo("422, customer_code is required"));
        Assert.That((await administrator.Domains.GetAsync(domain)).CustomerCode, Is.EqualTo("CUSTOMER2"));
        Assert.That(await RefusalAsync(() => Api.Client.Domains.GetAsync(domain)), Is.EqualTo("404"));
    }

    [Test]
    public async Task An_administrator_token_filters_lists_by_customer()
    {
        var administrator = Administrator();
        await CreateDomainAsync(administrator, "CUSTOMER2");
        await CreateDomainAsync(administrator, "CUSTOMER1", "example.org");
        const string rows = "mario@example.com;imap.example.net;mario;secret";
        await administrator.Migrations.CreateAsync(
            new CreateMigrationRequest("rows.csv", rows, "standard") { ExecuteNow = true, CustomerCode = "CUSTOMER2" });
        await administrator.Delivery.Accounts.CreateAsync(
            new CreateDeliveryAccountRequest("Shop", DeliveryAccountType.Transactional) { CustomerCode = "CUSTOMER2" });

        async Task<int[]> CountAsync(string customer) =>
        [
            (await administrator.Vault.ListDomainsPageAsync(new VaultListDomainsQuery { CustomerCode = customer })).Items.Count,
            (await administrator.Migrations.ListPageAsync(new MigrationsListQuery { CustomerCode = customer })).Items.Count,
            (await administrator.Delivery.TraceMail.ListMailoutsPageAsync(new TraceMailListMailoutsQuery { CustomerCode = customer })).Items.Count,
            (await administrator.Delivery.TraceMail.ListAccountsPageAsync(new TraceMailListAccountsQuery { CustomerCode = customer })).Items.Count,
        ];

        Assert.That(await CountAsync("CUSTOMER1"), Is.EqualTo([1, 0, 0, 0]));
        Assert.That(await CountAsync("CUSTOMER2"), Is.EqualTo([1, 1, 4, 1]));
    }

    [Test]
    public async Task An_administrator_moves_a_delivery_domain_to_another_customer()
    {
        var domain = (await Api.Client.Delivery.Domains.CreateAsync(new CreateDeliveryDomainRequest("example.com"))).Code;

        await Administrator().Delivery.Domains.UpdateAsync(domain, new UpdateDeliveryDomainRequest { CustomerCode = "CUSTOMER2" });

        Assert.That(await RefusalAsync(() => Api.Client.Delivery.Domains.GetAsync(domain)), Is.EqualTo("404"));
    }

    [Test]
    public async Task A_team_member_token_is_forbidden_its_denied_operations()
    {
        var member = Api.As(new EmulatorToken("member-token") { Role = EmulatorRole.TeamMember, DeniedOperations = { "Domains_Delete", "Vault" } });
        var domain = await CreateDomainAsync(member);

        Assert.That(await RefusalAsync(() => member.Domains.DeleteAsync(domain)), Is.EqualTo("403"));
        Assert.That(await RefusalAsync(() => member.Vault.ListDomainsPageAsync()), Is.EqualTo("403"));
        Assert.That(await RefusalAsync(() => member.Reports.CreateAsync(new CreateReportRequest("domains"))), Is.EqualTo("403"));
        Assert.That((await member.Domains.GetAsync(domain)).Code, Is.EqualTo(domain));
        Assert.That((await member.Managers.ListPageAsync()).Items, Is.Empty);
    }

    [Test]
    public async Task A_disabled_team_member_is_forbidden_to_call_the_API()
    {
        var code = (await Api.Client.TeamMembers.CreateAsync(
            new CreateTeamMemberRequest("luca@example.com", "Luca", "Verdi", Password))).ResourceCode;
        var member = Api.As(new EmulatorToken("member-token") { Role = EmulatorRole.TeamMember, TeamMemberCode = code });

        await Api.Client.TeamMembers.SetStatusAsync(code, new SetTeamMemberStatusRequest(ActivationStatus.Disabled));
        var refused = await RefusalAsync(() => member.Domains.ListPageAsync());
        await Api.Client.TeamMembers.SetStatusAsync(code, new SetTeamMemberStatusRequest(ActivationStatus.Enabled));

        Assert.That(refused, Is.EqualTo("403"));
        Assert.That((await member.Domains.ListPageAsync()).Items, Is.Empty);
    }

    [Test]
    public async Task A_token_without_a_billing_profile_cannot_order_delivery_messages()
    {
        var account =
            (await Api.Client.Delivery.Accounts.CreateAsync(new CreateDeliveryAccountRequest("Shop", DeliveryAccountType.Transactional))).Id;
        var poor = Api.As(new EmulatorToken("poor-token") { HasBillingProfile = false });

        Assert.That(await RefusalAsync(() => poor.Delivery.Accounts.UpdateAsync(account, new UpdateDeliveryAccountRequest { Volume = 1 })),
            Is.EqualTo("403"));
        Assert.That(
            (await poor.Delivery.Accounts.UpdateAsync(account, new UpdateDeliveryAccountRequest { Description = "Mine" })).Description,
            Is.EqualTo("Mine"));
    }

    [Test]
    public async Task A_token_without_a_billing_profile_cannot_create_billable_resources()
    {
        await using var scene = await PopulatedEmulator.CreateAsync(token: new EmulatorToken("other-token") { HasBillingProfile = false });

        foreach (var operation in PopulatedEmulator.Operations.Where(operation => operation.IsBillable && operation.Method == HttpMethod.Post))
        {
            var response = await scene.SendAsync(operation, token: "other-token");

            Assert.That((int)response.StatusCode, Is.EqualTo(403), operation.Id);
            Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("a billing profile is required"), operation.Id);
        }
    }

    [Test]
    public async Task A_missing_billing_profile_returns_the_configured_message()
    {
        await using var api = await EmulatorHarness.StartAsync(options => options.BillingMessage = "First order something");
        var poor = api.As(new EmulatorToken("poor-token") { HasBillingProfile = false });

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => CreateDomainAsync(poor));

        Assert.That(exception!.ResponseBody, Does.Contain("First order something"));
    }

    private static async Task<string> CreateDomainAsync(QboxmailClient client, string? customer = null, string name = "example.com") =>
        (await client.Domains.CreateAsync(
            new CreateDomainRequest(name, Password) { CustomerCode = customer })).ResourceCode;

    private QboxmailClient Administrator() => Api.As(new EmulatorToken("administrator-token") { Role = EmulatorRole.Administrator });
}
