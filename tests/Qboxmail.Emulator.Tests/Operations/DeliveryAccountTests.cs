using Microsoft.Extensions.Time.Testing;

namespace Qboxmail.Emulator.Tests;

public class DeliveryAccountTests : EmulatorFixture
{
    private FakeTimeProvider _time = null!;
    private EmulatorOutcomes _outcomes = null!;

    private protected override Task<EmulatorHarness> StartAsync()
    {
        _time = EmulatorHarness.CreateClock();
        return EmulatorHarness.StartAsync(_time, options => _outcomes = options.Outcomes);
    }

    [Test]
    public async Task The_first_delivery_account_is_free_and_later_ones_are_prepaid()
    {
        var free = await CreateAsync();
        var paid = await CreateAsync();
        var waiting = await ListAsync(DeliveryAccountStatusFilter.WaitPay);
        Pass();
        var enabled = await ListAsync(DeliveryAccountStatusFilter.Enabled);

        Assert.That((free.Plan, free.HasPendingOrder), Is.EqualTo(((DeliveryAccountPlan?)"free", (bool?)false)));
        Assert.That((paid.Plan, paid.HasPendingOrder), Is.EqualTo(((DeliveryAccountPlan?)"prepaid", (bool?)true)));
        Assert.That(waiting, Is.EqualTo([paid.Id]));
        Assert.That(enabled, Is.EqualTo([free.Id, paid.Id]));
        Assert.That((await GetAsync(paid.Id)).HasPendingOrder, Is.False);
    }

    [Test]
    public async Task An_unpaid_delivery_account_stays_in_wait_pay()
    {
        _outcomes.OrdersArePaid = false;

        var account = await CreateAsync(PaymentMethod.Stripe);
        Pass();

        Assert.That(await ListAsync(DeliveryAccountStatusFilter.WaitPay), Is.EqualTo([account.Id]));
        Assert.That(
            await RefusalAsync(
                () => Api.Client.Delivery.Accounts.SetStatusAsync(account.Id, new SetDeliveryAccountStatusRequest(ActivationStatus.Enabled))),
            Is.EqualTo("422, status is not valid"));
    }

    [Test]
    public async Task A_delivery_account_gets_extra_messages_after_payment()
    {
        var account = await CreateAsync();

        var ordered = await Api.Client.Delivery.Accounts.UpdateAsync(account.Id, new UpdateDeliveryAccountRequest { Volume = 2 });
        Pass();
        var bought = await GetAsync(account.Id);

        Assert.That((ordered.HasPendingOrder, ordered.ExtraMessagesTotal), Is.EqualTo(((bool?)true, (long?)0)));
        Assert.That(
            (bought.HasPendingOrder, bought.ExtraMessagesTotal, bought.Plan),
            Is.EqualTo(((bool?)false, (long?)2000, (DeliveryAccountPlan?)"prepaid")));
        Assert.That(
            DocumentedTime.Of(bought.ExtraMessagesExpiresAt),
            Is.EqualTo(DocumentedTime.Of("DeliveryAccount", "extra_messages_expires_at", _time.GetUtcNow().AddYears(1))));
    }

    [Test]
    public async Task A_delivery_account_can_be_disabled_and_enabled()
    {
        var account = await CreateAsync();

        await Api.Client.Delivery.Accounts.SetStatusAsync(account.Id, new SetDeliveryAccountStatusRequest(ActivationStatus.Disabled));
        var disabled = await ListAsync(DeliveryAccountStatusFilter.Disabled);
        await Api.Client.Delivery.Accounts.SetStatusAsync(account.Id, new SetDeliveryAccountStatusRequest(ActivationStatus.Enabled));

        Assert.That(disabled, Is.EqualTo([account.Id]));
        Assert.That(await ListAsync(DeliveryAccountStatusFilter.Disabled), Is.Empty);
    }

    [Test]
    public async Task A_delivery_account_rejects_unknown_domains()
    {
        var account = await CreateAsync();

        Assert.That(
            await RefusalAsync(
                () => Api.Client.Delivery.Accounts.UpdateAsync(account.Id, new UpdateDeliveryAccountRequest { DomainCodes = ["DD00000000"] })),
            Is.EqualTo("422, domain_codes is not valid"));
    }

    [Test]
    public async Task Only_an_administrator_sets_the_message_count_of_a_delivery_account()
    {
        var account = await CreateAsync();
        var administrator = Api.As(new EmulatorToken("administrator-token") { Role = EmulatorRole.Administrator });
        var request = new UpdateDeliveryAccountRequest { NumMessages = 60000, OverridePlanNumMessages = true };

        Assert.That(await RefusalAsync(() => Api.Client.Delivery.Accounts.UpdateAsync(account.Id, request)), Is.EqualTo("403"));
        Assert.That((await administrator.Delivery.Accounts.UpdateAsync(account.Id, request)).NumMessages, Is.EqualTo(60000));
    }

    [Test]
    public async Task A_delivery_account_is_deleted_at_once_or_after_the_billing_period()
    {
        var now = await CreateAsync();
        var later = await CreateAsync();

        await Api.Client.Delivery.Accounts.DeleteAsync(now.Id);
        await Api.Client.Delivery.Accounts.DeleteAsync(later.Id, new DeliveryAccountsDeleteQuery { DeleteAfterBilling = true });
        Pass();
        var gone = await RefusalAsync(() => GetAsync(now.Id));
        var planned = (await GetAsync(later.Id)).DeleteOn;
        _time.Advance(TimeSpan.FromDays(31));

        Assert.That((gone, planned), Is.EqualTo(("404", (DateTime?)new DateTime(2026, 5, 16))));
        Assert.That(await RefusalAsync(() => GetAsync(later.Id)), Is.EqualTo("404"));
    }

    [Test]
    public async Task Delivery_accounts_are_filtered_by_type_plan_size_and_ID()
    {
        var free = await CreateAsync();
        var newsletter = await Api.Client.Delivery.Accounts.CreateAsync(new CreateDeliveryAccountRequest("News", DeliveryAccountType.Newsletter));

        async Task<IEnumerable<long>> FindAsync(DeliveryAccountsListQuery query) =>
            (await Api.Client.Delivery.Accounts.ListPageAsync(query)).Items.Select(row => row.Id);

        Assert.That(await FindAsync(new DeliveryAccountsListQuery { Type = DeliveryAccountType.Newsletter }), Is.EqualTo([newsletter.Id]));
        Assert.That(await FindAsync(new DeliveryAccountsListQuery { Type = DeliveryAccountType.Promotional }), Is.EqualTo([newsletter.Id]));
        Assert.That(await FindAsync(new DeliveryAccountsListQuery { Plan = DeliveryAccountPlan.Free }), Is.EqualTo([free.Id]));
        Assert.That(await FindAsync(new DeliveryAccountsListQuery { PlanMessagesFrom = 5000 }), Is.EqualTo([newsletter.Id]));
        Assert.That(await FindAsync(new DeliveryAccountsListQuery { PlanMessagesTo = 5000 }), Is.EqualTo([free.Id]));
        Assert.That(await FindAsync(new DeliveryAccountsListQuery { Ids = [free.Id, 1] }), Is.EqualTo([free.Id]));
    }

    [Test]
    public async Task Delivery_accounts_are_listed_without_domains_on_request()
    {
        await CreateAsync();

        Assert.That((await Api.Client.Delivery.Accounts.ListPageAsync()).Items[0].Domains, Is.Empty);
        Assert.That(
            (await Api.Client.Delivery.Accounts.ListPageAsync(new DeliveryAccountsListQuery { WithDomains = false })).Items[0].Domains,
            Is.Null);
    }

    [Test]
    public async Task A_delivery_token_value_is_returned_only_on_creation()
    {
        var account = await CreateAsync();

        var created = await Api.Client.Delivery.ApiTokens.CreateAsync(account.Id, new CreateDeliveryApiTokenRequest("Server"));
        var changed = await Api.Client.Delivery.ApiTokens.UpdateAsync(account.Id, created.Id, new UpdateDeliveryApiTokenRequest(["192.0.2.0/24"]));
        var listed = (await Api.Client.Delivery.ApiTokens.ListAsync(account.Id))[0];

        var token = (string)created.AdditionalProperties["token"]!;
        Assert.That(token, Does.StartWith(created.TokenPreview!.TrimEnd('.')).And.Length.GreaterThan(30));
        Assert.That(changed.AllowNets, Is.EqualTo(["192.0.2.0/24"]));
        Assert.That(listed.Label, Is.EqualTo("Server"));
        Assert.That(listed.LastUsedAt, Is.Null);
        Assert.That(listed.AdditionalProperties, Is.Empty);
    }

    [Test]
    public async Task A_revoked_delivery_token_is_no_longer_listed()
    {
        var account = await CreateAsync();
        var token = (await Api.Client.Delivery.ApiTokens.CreateAsync(account.Id, new CreateDeliveryApiTokenRequest("Server"))).Id;

        await Api.Client.Delivery.ApiTokens.DeleteAsync(account.Id, token);

        Assert.That(await Api.Client.Delivery.ApiTokens.ListAsync(account.Id), Is.Empty);
    }

    private void Pass() => _time.Advance(TimeSpan.FromMinutes(1));

    private Task<DeliveryAccount> CreateAsync(PaymentMethod? payment = null) =>
        Api.Client.Delivery.Accounts.CreateAsync(
            new CreateDeliveryAccountRequest("Shop", DeliveryAccountType.Transactional) { PaymentMethod = payment });

    private Task<DeliveryAccount> GetAsync(long id) => Api.Client.Delivery.Accounts.GetAsync(id);

    private async Task<IEnumerable<long>> ListAsync(DeliveryAccountStatusFilter status) =>
        (await Api.Client.Delivery.Accounts.ListPageAsync(new DeliveryAccountsListQuery { Status = status })).Items.Select(account => account.Id);
}
