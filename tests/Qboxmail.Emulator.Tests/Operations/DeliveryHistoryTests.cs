using Microsoft.Extensions.Time.Testing;

namespace Qboxmail.Emulator.Tests;

/// <summary>TraceMail and the dashboard report the invented messages.</summary>
public class DeliveryHistoryTests : EmulatorFixture
{
    private const int OfADay = 8;

    private FakeTimeProvider _time = null!;
    private long _account;

    private protected override Task<EmulatorHarness> StartAsync()
    {
        _time = EmulatorHarness.CreateClock();
        return EmulatorHarness.StartAsync(_time);
    }

    [SetUp]
    public async Task Fill()
    {
        _account =
            (await Api.Client.Delivery.Accounts.CreateAsync(new CreateDeliveryAccountRequest("Shop", DeliveryAccountType.Transactional))).Id;
    }

    [Test]
    public async Task The_delivery_history_grows_daily_for_30_days()
    {
        var first = (await CountAsync()).All;
        _time.Advance(TimeSpan.FromDays(1));
        var second = (await CountAsync()).All;
        _time.Advance(TimeSpan.FromDays(100));
        var last = (await CountAsync()).All;

        Assert.That((first, second, last), Is.EqualTo(((long?)OfADay, (long?)(2 * OfADay), (long?)(31 * OfADay))));
    }

    [Test]
    public async Task Delivery_messages_are_counted_by_outcome()
    {
        var counters = await CountAsync();

        Assert.That(
            (counters.Delivered, counters.Suppressed, counters.Bounced, counters.Queued, counters.Errors),
            Is.EqualTo(((long?)2, (long?)1, (long?)1, (long?)1, (long?)3)));
        Assert.That((counters.AuthErrors, counters.LimitsErrors, counters.GenericErrors), Is.EqualTo(((long?)1, (long?)1, (long?)1)));
    }

    [Test]
    public async Task Delivery_messages_are_filtered_by_collection_outcome_and_error()
    {
        Assert.That(await FindAsync(new TraceMailListMailoutsQuery()), Is.EqualTo(4));
        Assert.That(await FindAsync(new TraceMailListMailoutsQuery { Collection = TraceMailCollectionFilter.Queued }), Is.EqualTo(1));
        Assert.That(await FindAsync(new TraceMailListMailoutsQuery { Collection = TraceMailCollectionFilter.Errors }), Is.EqualTo(3));
        Assert.That(await FindAsync(new TraceMailListMailoutsQuery { Status = TraceMailStatusFilter.Delivered }), Is.EqualTo(2));
        Assert.That(await FindAsync(
            new TraceMailListMailoutsQuery { Collection = TraceMailCollectionFilter.Errors, ErrorCategory = TraceMailErrorCategoryFilter.Auth }),
            Is.EqualTo(1));
    }

    [Test]
    public async Task Delivery_messages_are_filtered_by_account_domain_people_subject_protocol_and_date()
    {
        var code = (await Api.Client.Delivery.Domains.CreateAsync(new CreateDeliveryDomainRequest("shop.test"))).Code;
        await Api.Client.Delivery.Accounts.UpdateAsync(_account, new UpdateDeliveryAccountRequest { DomainCodes = [code] });
        _time.Advance(TimeSpan.FromDays(1));

        Assert.That(await FindAsync(new TraceMailListMailoutsQuery { Account = $"{_account}" }), Is.EqualTo(8));
        Assert.That(await FindAsync(new TraceMailListMailoutsQuery { Account = $"smtp-{_account}" }), Is.EqualTo(8));
        Assert.That(await FindAsync(new TraceMailListMailoutsQuery { Account = "1" }), Is.Zero);
        Assert.That(await FindAsync(new TraceMailListMailoutsQuery { Domain = "shop.test" }), Is.EqualTo(8));
        Assert.That(await FindAsync(new TraceMailListMailoutsQuery { Domain = code }), Is.EqualTo(8));
        Assert.That(await FindAsync(new TraceMailListMailoutsQuery { Domain = "example.com" }), Is.Zero);
        Assert.That(await FindAsync(new TraceMailListMailoutsQuery { From = "info@shop.test", To = "giulia.verdi@example.org" }), Is.EqualTo(8));
        Assert.That(await FindAsync(new TraceMailListMailoutsQuery { To = "giulia" }), Is.Zero);
        Assert.That(await FindAsync(new TraceMailListMailoutsQuery { Subject = "order 1001" }), Is.EqualTo(2));
        Assert.That(await FindAsync(new TraceMailListMailoutsQuery { AuthProtocol = TraceMailAuthProtocolFilter.Smtp }), Is.EqualTo(4));
        Assert.That(await FindAsync(new TraceMailListMailoutsQuery { StartDate = new DateTime(2026, 4, 17) }), Is.EqualTo(4));
        Assert.That(await FindAsync(new TraceMailListMailoutsQuery { EndDate = new DateTime(2026, 4, 16) }), Is.EqualTo(4));
        var days = new TraceMailListMailoutsQuery { StartDate = new DateTime(2026, 4, 16), EndDate = new DateTime(2026, 4, 17) };
        Assert.That(await FindAsync(days), Is.EqualTo(8));
        Assert.That(
            await RefusalAsync(() => Api.Client.SendAsync(HttpMethod.Get, "/api/delivery/tracemail/mailouts?start_date=yesterday")),
            Is.EqualTo("422, start_date is not valid"));
    }

    [Test]
    public async Task Delivery_messages_are_paged_by_30_by_default()
    {
        _time.Advance(TimeSpan.FromDays(9));

        var page = await Api.Client.Delivery.TraceMail.ListMailoutsPageAsync();
        var second = await Api.Client.Delivery.TraceMail.ListMailoutsPageAsync(page: 2);
        var walked = 0;

        await foreach (var _ in Api.Client.Delivery.TraceMail.ListMailoutsAsync(paging: new PagingOptions { PageSize = 7 }))
        {
            walked++;
        }

        Assert.That((page.Items.Count, second.Items.Count, page.TotalPages, walked), Is.EqualTo((30, 10, (int?)2, 40)));
    }

    [Test]
    public async Task Delivery_statistics_are_returned_per_day()
    {
        _time.Advance(TimeSpan.FromDays(2));

        var days = (await Api.Client.Delivery.TraceMail.ListDailyStatisticsPageAsync()).Items;

        Assert.That(days.Select(day => (day.Date, day.All, day.Bounced)),
            Is.EqualTo(Enumerable.Range(16, 3).Select(day => ((DateTime?)new DateTime(2026, 4, day), (long?)OfADay, (long?)1))));
    }

    [Test]
    public async Task TraceMail_accounts_and_domains_contain_only_identifiers_and_names()
    {
        var code = (await Api.Client.Delivery.Domains.CreateAsync(new CreateDeliveryDomainRequest("shop.test"))).Code;

        var account = (await Api.Client.Delivery.TraceMail.ListAccountsPageAsync()).Items[0];
        var domain = (await Api.Client.Delivery.TraceMail.ListDomainsPageAsync()).Items[0];

        Assert.That((account.Id, account.Description, domain.Code, domain.Name), Is.EqualTo(((long?)_account, "Shop", code, "shop.test")));
        Assert.That(account.AdditionalProperties.Concat(domain.AdditionalProperties), Is.Empty);
    }

    [Test]
    public async Task The_delivery_dashboard_is_computed_from_the_message_history()
    {
        _time.Advance(TimeSpan.FromDays(20));

        var dashboard = await Api.Client.Delivery.Dashboard.GetAsync();

        // Fifteen days of April, and the first six of May.
        Assert.That(
            (dashboard.Sent, dashboard.Delivered, dashboard.Bounced, dashboard.Suppressed),
            Is.EqualTo(((long?)18, (long?)12, (long?)6, (long?)6)));
        Assert.That(dashboard.BounceRate, Is.EqualTo(33.33));
        Assert.That(dashboard.Months, Has.Count.EqualTo(5));
        Assert.That(((IReadOnlyDictionary<string, object?>)dashboard.Months![0]!)["sent"], Is.EqualTo(45));
        Assert.That(dashboard.Days, Has.Count.EqualTo(6));
        Assert.That(dashboard.Accounts, Has.Count.EqualTo(1));
        Assert.That(dashboard.Alerts, Is.EqualTo(["bounce_rate is critical", "suppressed_rate is critical"]));
    }

    private Task<TraceMailCounters> CountAsync() => Api.Client.Delivery.TraceMail.GetCountersAsync();

    private async Task<long?> FindAsync(TraceMailListMailoutsQuery query) =>
        (await Api.Client.Delivery.TraceMail.ListMailoutsPageAsync(query)).TotalCount;
}
