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
    public async Task Are_free_once_and_paid_for_from_then_on()
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
    public async Task Wait_as_long_as_nobody_pays()
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
    public async Task Have_extra_messages_once_these_are_paid()
    {
        var account = await CreateAsync();

        var ordered = await Api.Client.Delivery.Accounts.UpdateAsync(account.Id, new UpdateDeliveryAccountRequest { Volume = 2 });
        Pass();
        var bought = await GetAsync(account.Id);

        Assert.That((ordered.HasPendingOrder, ordered.ExtraMessagesTotal), Is.EqualTo(((bool?)true, (long?)0)));
        Assert.That(
            (bought.HasPendingOrder, bought.ExtraMessagesTotal, bought.Plan),
            Is.EqualTo(((bool?)false, (long?)2000, (DeliveryAccountPlan?)"prepaid")));
        Assert.That(bought.ExtraMessagesExpiresAt, Is.EqualTo(_time.GetUtcNow().AddYears(1)));
    }

    [Test]
    public async Task Can_be_switched_off_and_on()
    {
        var account = await CreateAsync();

        await Api.Client.Delivery.Accounts.SetStatusAsync(account.Id, new SetDeliveryAccountStatusRequest(ActivationStatus.Disabled));
        var disabled = await ListAsync(DeliveryAccountStatusFilter.Disabled);
        await Api.Client.Delivery.Accounts.SetStatusAsync(account.Id, new SetDeliveryAccountStatusRequest(ActivationStatus.Enabled));

        Assert.That(disabled, Is.EqualTo([account.Id]));
        Assert.That(await ListAsync(DeliveryAccountStatusFilter.Disabled), Is.Empty);
    }

    [Test]
    public async Task Send_only_for_domains_that_exist()
    {
        var account = await CreateAsync();

        Assert.That(
            await RefusalAsync(
                () => Api.Client.Delivery.Accounts.UpdateAsync(account.Id, new UpdateDeliveryAccountRequest { DomainCodes = ["DD00000000"] })),
            Is.EqualTo("422, domain_codes is not valid"));
    }

    [Test]
    public async Task Take_numbers_of_messages_from_administrators_only()
    {
        var account = await CreateAsync();
        var administrator = Api.As(new EmulatorToken("administrator-token") { Role = EmulatorRole.Administrator });
        var request = new UpdateDeliveryAccountRequest { NumMessages = 60000, OverridePlanNumMessages = true };

        Assert.That(await RefusalAsync(() => Api.Client.Delivery.Accounts.UpdateAsync(account.Id, request)), Is.EqualTo("403"));
        Assert.That((await administrator.Delivery.Accounts.UpdateAsync(account.Id, request)).NumMessages, Is.EqualTo(60000));
    }

    [Test]
    public async Task Are_deleted_at_once_or_after_the_billing_period()
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
    public async Task Are_found_by_kind_plan_size_and_id()
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
    public async Task Are_listed_without_their_domains_when_that_is_asked_for()
    {
        await CreateAsync();

        Assert.That((await Api.Client.Delivery.Accounts.ListPageAsync()).Items[0].Domains, Is.Empty);
        Assert.That(
            (await Api.Client.Delivery.Accounts.ListPageAsync(new DeliveryAccountsListQuery { WithDomains = false })).Items[0].Domains,
            Is.Null);
    }

    [Test]
    public async Task Tell_the_value_of_a_token_once()
    {
        var account = await CreateAsync();

        var created = await Api.Client.Delivery.ApiTokens.CreateAsync(account.Id, new CreateDeliveryApiTokenRequest("Server"));
        var changed = await Api.Client.Delivery.ApiTokens.UpdateAsync(account.Id, created.Id, new UpdateDeliveryApiTokenRequest(["192.0.2.0/24"]));
        var listed = (await Api.Client.Delivery.ApiTokens.ListAsync(account.Id))[0];

        var token = (string)created.AdditionalProperties["token"]!;
        Assert.That(token, Does.StartWith(created.TokenPreview!.TrimEnd('.')).And.Length.GreaterThan(30));
        Assert.That(changed.AllowNets, Is.EqualTo(["192.0.2.0/24"]));
        Assert.That((listed.Label, listed.LastUsedAt), Is.EqualTo(("Server", (DateTimeOffset?)null)));
        Assert.That(listed.AdditionalProperties, Is.Empty);
    }

    [Test]
    public async Task Lose_a_token_that_is_revoked()
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
