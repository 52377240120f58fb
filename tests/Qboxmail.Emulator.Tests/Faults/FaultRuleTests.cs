namespace Qboxmail.Emulator.Tests;

/// <summary>Which calls a fault befalls, which faults there may be, and what is counted.</summary>
public class FaultRuleTests : EmulatorFixture
{
    private protected override Task<EmulatorHarness> StartAsync() => EmulatorHarness.StartAsync(configureClient: options => options.MaxRetries = 0);

    private EmulatorFaults Faults => Api.Emulator.Faults;

    [Test]
    public async Task A_fault_affects_only_its_operation()
    {
        Faults.Add(new EmulatorFault(EmulatorFaultKind.ServerError) { Operation = "Managers_List" });

        Assert.That(await StatusAsync(() => Api.Client.Domains.ListPageAsync()), Is.EqualTo(200));
        Assert.That(await StatusAsync(() => Api.Client.Managers.ListPageAsync()), Is.EqualTo(500));
    }

    [Test]
    public async Task Faults_apply_in_the_order_they_were_added()
    {
        Faults.Add(new EmulatorFault(EmulatorFaultKind.ServerError) { Times = 2, Status = 502 });
        Faults.Add(new EmulatorFault(EmulatorFaultKind.RateLimit) { Times = 1 });

        var statuses = new List<int>();

        while (statuses.Count < 4)
        {
            statuses.Add(await StatusAsync(() => Api.Client.Domains.ListPageAsync()));
        }

        Assert.That(statuses, Is.EqualTo([502, 502, 429, 200]));
        Assert.That(Faults.Pending, Is.Empty);
    }

    [Test]
    public async Task A_list_fault_leaves_other_operations_to_the_next_fault()
    {
        var domain = await Api.CreateActiveDomainAsync();
        Faults.Add(new EmulatorFault(EmulatorFaultKind.EmptyListNotFound));
        Faults.Add(new EmulatorFault(EmulatorFaultKind.ServerError));

        Assert.That(await StatusAsync(() => Api.Client.Domains.ListPageAsync()), Is.EqualTo(200));
        Assert.That(await StatusAsync(() => Api.Client.Domains.GetAsync(domain)), Is.EqualTo(500));
    }

    [Test]
    public async Task Delays_go_with_every_other_fault()
    {
        var time = new FakeTime { AutoAdvanceDelays = true };
        await using var api = await EmulatorHarness.OnClockAsync(time, options => options.MaxRetries = 0);
        api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.ServerError) { Rate = 0.5 });
        api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.Delay) { Delay = TimeSpan.FromSeconds(2) });
        api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.Delay) { Delay = TimeSpan.FromSeconds(3), AfterWork = true });

        for (var call = 0; call < 20; call++)
        {
            await StatusAsync(() => api.Client.Domains.ListPageAsync());
        }

        var requests = api.Emulator.Requests.Find();
        Assert.That(requests.Select(request => request.Status).Distinct(), Is.EquivalentTo(new int?[] { 200, 500 }), "slow and flaky");
        Assert.That(requests.Select(request => request.Faults.Count(kind => kind == EmulatorFaultKind.Delay)), Is.All.EqualTo(2));
        Assert.That(time.Pauses, Has.Count.EqualTo(40));
    }

    [Test]
    public async Task Faults_that_change_the_response_hold_at_once()
    {
        await Api.CreateActiveDomainAsync();
        Faults.Add(new EmulatorFault(EmulatorFaultKind.ExtraField));
        Faults.Add(new EmulatorFault(EmulatorFaultKind.WrongContentType));
        Faults.Add(new EmulatorFault(EmulatorFaultKind.Drop) { Times = 1 });
        Faults.Add(new EmulatorFault(EmulatorFaultKind.TotalsZero));

        await StatusAsync(() => Api.Client.Domains.ListPageAsync());

        var request = Api.Emulator.Requests.Find("Domains_List").Single();
        Assert.That(request.Faults, Is.EqualTo([EmulatorFaultKind.ExtraField, EmulatorFaultKind.WrongContentType, EmulatorFaultKind.TotalsZero]));
        Assert.That(request.ResponseBody, Does.Contain("emulator_unknown").And.Contain("\"total_records\":0"));
        Assert.That(request.ResponseHeaders, Does.Contain("Content-Type: text/plain"));
        Assert.That(Faults.Pending, Has.Count.EqualTo(4), "the drop waits");
    }

    [TestCase(EmulatorFaultKind.NullFields, "\"dkim_selector\":null")]
    [TestCase(EmulatorFaultKind.AllFields, "\"dkim_selector\":\"qbm123456._domainkey\"")]
    [TestCase(EmulatorFaultKind.OtherDateFormat, "\"created_at\":\"2026-04-16 09:00:00 UTC\"")]
    [TestCase(EmulatorFaultKind.OtherCase, "\"status\":\"Enabled\"")]
    public async Task A_fault_changes_how_values_are_written(EmulatorFaultKind kind, string expected)
    {
        await using var api = await EmulatorHarness.OnClockAsync(new FakeTime());
        await api.CreateActiveDomainAsync();
        api.Emulator.Faults.Add(new EmulatorFault(kind));

        await api.Client.Domains.ListPageAsync();

        Assert.That(api.Emulator.Requests.Find("Domains_List").Single().ResponseBody, Does.Contain(expected));
    }

    [Test]
    public async Task A_fault_rate_affects_the_same_calls_in_each_run()
    {
        await using var twin = await EmulatorHarness.StartAsync(configureClient: options => options.MaxRetries = 0);
        var fault = new EmulatorFault(EmulatorFaultKind.ServerError) { Rate = 0.2 };
        Faults.Add(fault);
        twin.Emulator.Faults.Add(fault);

        var statuses = new List<int>();
        var twins = new List<int>();

        for (var call = 0; call < 200; call++)
        {
            statuses.Add(await StatusAsync(() => Api.Client.Domains.ListPageAsync()));
            twins.Add(await StatusAsync(() => twin.Client.Domains.ListPageAsync()));
        }

        Assert.That(statuses.Count(status => status == 500), Is.InRange(20, 60));
        Assert.That(twins, Is.EqualTo(statuses));
    }

    [Test]
    public async Task Clearing_the_faults_ends_all_of_them()
    {
        Faults.Add(new EmulatorFault(EmulatorFaultKind.Drop));
        Faults.Add(new EmulatorFault(EmulatorFaultKind.ServerError));

        Faults.Clear();

        Assert.That(await StatusAsync(() => Api.Client.Domains.ListPageAsync()), Is.EqualTo(200));
    }

    private static IEnumerable<TestCaseData> Nonsense =>
    [
        new(new EmulatorFault((EmulatorFaultKind)99), "Kind must be a defined value of EmulatorFaultKind."),
        new(
            new EmulatorFault(EmulatorFaultKind.Drop) { Operation = "Domains_Lst" },
            "The API has no operation 'Domains_Lst'. Use an operation ID from the OpenAPI document, such as Domains_List."),
        new(
            new EmulatorFault(EmulatorFaultKind.RowsVanish) { Operation = "Domains_Get" },
            "RowsVanish applies only to lists, and Domains_Get does not return a list."),
        new(new EmulatorFault(EmulatorFaultKind.Drop) { Times = 0 }, "Times must be from 1 to 1000000."),
        new(new EmulatorFault(EmulatorFaultKind.Drop) { Rate = 0 }, "Rate must be greater than 0 and at most 1."),
        new(new EmulatorFault(EmulatorFaultKind.Drop) { Rate = double.NaN }, "Rate must be greater than 0 and at most 1."),
        new(new EmulatorFault(EmulatorFaultKind.CutBody) { AfterWork = true },
            "AfterWork applies only to Delay, ServerError, Drop and HtmlPage, not to CutBody."),
        new(new EmulatorFault(EmulatorFaultKind.ServerError) { Status = 404 }, "Status must be from 500 to 599 for ServerError."),
        new(
            new EmulatorFault(EmulatorFaultKind.HtmlPage) { Status = 100 },
            "Status must be from 200 to 599 for HtmlPage, except 204, 205 and 304, which allow no body."),
        new(
            new EmulatorFault(EmulatorFaultKind.HtmlPage) { Status = 304 },
            "Status must be from 200 to 599 for HtmlPage, except 204, 205 and 304, which allow no body."),
        new(new EmulatorFault(EmulatorFaultKind.RateLimit) { Status = 503 }, "Status applies only to ServerError and HtmlPage, not to RateLimit."),
        new(new EmulatorFault(EmulatorFaultKind.Delay) { Delay = TimeSpan.FromSeconds(-1) }, "Delay must be from zero to one day."),
        new(new EmulatorFault(EmulatorFaultKind.RowsAppear) { Rows = 0 }, "Rows must be from 1 to 1000."),
        new(new EmulatorFault(EmulatorFaultKind.RowsAppear) { Rows = int.MaxValue }, "Rows must be from 1 to 1000."),
        new(new EmulatorFault(EmulatorFaultKind.Drop) { Times = int.MaxValue }, "Times must be from 1 to 1000000."),
    ];

    [TestCaseSource(nameof(Nonsense))]
    public void An_invalid_fault_is_rejected_with_a_clear_message(EmulatorFault fault, string message)
    {
        Assert.That(Assert.Throws<ArgumentException>(() => Faults.Add(fault))!.Message, Is.EqualTo(message));
        Assert.That(Faults.Pending, Is.Empty);
    }

    [Test]
    public void At_most_a_thousand_faults_are_pending()
    {
        for (var count = 0; count < 1000; count++)
        {
            Faults.Add(new EmulatorFault(EmulatorFaultKind.Drop));
        }

        Assert.That(() => Faults.Add(new EmulatorFault(EmulatorFaultKind.Drop)), Throws.ArgumentException.With.Message.Contains("At most 1000"));
    }

    [Test]
    public async Task Faults_add_at_most_ten_thousand_items_to_a_list()
    {
        await Api.CreateActiveDomainAsync();
        Faults.Add(new EmulatorFault(EmulatorFaultKind.RowsAppear) { Rows = 1000 });

        for (var call = 0; call < 12; call++)
        {
            await Api.Client.Domains.ListPageAsync();
        }

        var page = await Api.Client.Domains.ListPageAsync();
        Assert.That(page.TotalCount, Is.EqualTo(10_001));
        Assert.That(page.Items.Select(domain => domain.Code.Length), Is.All.LessThan(20));
    }

    [Test]
    public async Task A_cut_body_ends_at_half_of_its_content_length()
    {
        Faults.Add(new EmulatorFault(EmulatorFaultKind.CutBody));
        using var http = EmulatorHarness.CreateHttpClient(Api.Emulator.Address);
        http.DefaultRequestHeaders.Add("X-Api-Token", Api.Emulator.Token);

        using var response = await http.GetAsync("api/domains", HttpCompletionOption.ResponseHeadersRead);
        var body = await response.Content.ReadAsStreamAsync();
        var read = 0;
        var failure = Assert.CatchAsync<IOException>(async () =>
        {
            for (var buffer = new byte[1]; await body.ReadAsync(buffer) > 0; read++)
            {
            }
        });

        Assert.That(await failure, Is.Not.Null);
        Assert.That(read, Is.EqualTo(response.Content.Headers.ContentLength / 2));
    }

    [Test]
    public async Task Requests_are_counted_by_operation()
    {
        using var stranger = Api.Client.With(call => call.ApiToken = "unknown-token");
        Faults.Add(new EmulatorFault(EmulatorFaultKind.Drop) { Operation = "Domains_List", Times = 1 });

        await StatusAsync(() => Api.Client.Domains.ListPageAsync());
        await StatusAsync(() => stranger.Domains.ListPageAsync());
        await Api.CreateActiveDomainAsync();

        Assert.That(Api.Emulator.Requests.ByOperation, Is.EquivalentTo(new Dictionary<string, int>
        {
            ["Domains_List"] = 2,
            ["Domains_Create"] = 1,
            ["Domains_VerifyDnsOwnership"] = 1,
        }));
        Assert.That((Api.Emulator.Requests.Total, Api.Emulator.Requests.Count("Domains_Delete")), Is.EqualTo((4, 0)));
        Assert.That(() => Api.Emulator.Requests.Count("Domains_Dlete"), Throws.ArgumentException);

        Api.Emulator.Requests.Clear();
        Assert.That(Api.Emulator.Requests.Total, Is.Zero);
    }

    private static async Task<int> StatusAsync(Func<Task> call)
    {
        try
        {
            await call();
            return 200;
        }
        catch (QboxmailApiException exception)
        {
            return (int)exception.StatusCode;
        }
        catch (QboxmailTransportException)
        {
            return 0;
        }
    }
}
