using System.Diagnostics;
using System.Net;

namespace Qboxmail.Tests;

public class TelemetryTests
{
    [Test]
    public async Task A_call_creates_one_activity_with_its_route_template()
    {
        using var activities = new RecordedActivities();
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Get("/api/domains/D1/email_accounts/E1", """{"resources": [{"code": "E1"}]}""");

        await client.EmailAccounts.GetAsync("D1", "E1");

        Assert.That(activities.Ended.Single().OperationName, Is.EqualTo("EmailAccounts_Get"));
        Assert.That(activities.Ended.Single().Kind, Is.EqualTo(ActivityKind.Client));
        Assert.That(activities.Ended.Single().Status, Is.EqualTo(ActivityStatusCode.Unset));
        Assert.That(activities.Ended.Single().Source.Version, Does.Match(@"^\d+\.\d+\.\d+$"));
        Assert.That(
            activities.Tags,
            Is.EquivalentTo([
                "qboxmail.operation=EmailAccounts_Get",
                "http.request.method=GET",
                "url.template=/api/domains/{domain_code}/email_accounts/{email_account_code}",
                "server.address=api.example.com",
                "server.port=443",
                "http.response.status_code=200",
                "http.request.resend_count=0"]));
    }

    [Test]
    public async Task All_attempts_of_a_call_share_one_activity()
    {
        using var activities = new RecordedActivities();
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Time.AutoAdvanceDelays = true;
        api.Get(ApiRoute.Path("Permissions_List"), HttpStatusCode.ServiceUnavailable);
        api.Get(ApiRoute.Path("Permissions_List"), HttpStatusCode.ServiceUnavailable);
        api.Get(ApiRoute.Path("Permissions_List"), """{"resources": []}""");

        await client.Permissions.ListAsync();

        Assert.That(activities.Tags, Does.Contain("http.request.resend_count=2").And.Contain("http.response.status_code=200"));
        Assert.That(activities.Ended.Single().Status, Is.EqualTo(ActivityStatusCode.Unset));
    }

    [TestCase("404", "NotFound", "404")]
    [TestCase("422", "ValidationFailed", "422")]
    [TestCase("503", "ServerError", "503")]
    [TestCase("lost", "QboxmailTransportException", null)]
    [TestCase("204", "Unexpected", "204")]
    public async Task A_failed_call_sets_error_type_without_a_description(string failure, string error, string? status)
    {
        using var activities = new RecordedActivities();
        using var server = new StubHandler(_ => FailureModes.Create(failure));
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token, MaxRetries = 0 }, server);

        await Assert.CatchAsync<QboxmailException>(() => client.Domains.GetAsync("D1"));

        Assert.That(activities.Ended.Single().Status, Is.EqualTo(ActivityStatusCode.Error));
        Assert.That(activities.Ended.Single().StatusDescription, Is.Null);
        Assert.That(activities.Ended.Single().Events, Is.Empty);
        Assert.That(activities.Tags, Does.Contain($"error.type={error}"));
        Assert.That(activities.Ended.Single().GetTagItem("http.response.status_code")?.ToString(), Is.EqualTo(status));
    }

    [Test]
    public async Task A_response_above_the_maximum_size_still_reports_its_status_code()
    {
        using var activities = new RecordedActivities();
        using var api = new FakeApi();
        using var client = api.CreateClient(options => options.MaxResponseSize = 1024);
        api.Get(ApiRoute.Path("Permissions_List"), new string(' ', 2000));

        await Assert.CatchAsync<QboxmailException>(() => client.Permissions.ListAsync());

        Assert.That(activities.Tags, Does.Contain("http.response.status_code=200"));
    }

    [Test]
    public async Task A_call_that_is_never_sent_has_a_resend_count_of_zero()
    {
        using var activities = new RecordedActivities();
        using var api = new FakeApi();
        using var client = api.CreateClient(options => options.ApiTokenProvider = _ => throw new InvalidOperationException("No token today."));

        await Assert.CatchAsync(() => client.Permissions.ListAsync());
        await Assert.CatchAsync(() => client.Permissions.ListAsync(new(canceled: true)));

        Assert.That(activities.Ended.Select(activity => activity.GetTagItem("http.request.resend_count")), Is.EqualTo([0, 0]));
        Assert.That(
            activities.Ended.Select(activity => activity.GetTagItem("error.type")),
            Is.EqualTo(["InvalidOperationException", null]));
    }

    [Test]
    public async Task A_call_canceled_by_its_caller_is_not_an_error_in_telemetry()
    {
        using var activities = new RecordedActivities();
        using var metrics = new RecordedMetrics();
        using var server = StubHandler.Silent();
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token, TimeProvider = new FakeTime() }, server);
        using var source = new CancellationTokenSource();

        var call = client.Permissions.ListAsync(source.Token);
        await server.NextRequestAsync();
        await source.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => call);

        Assert.That(activities.Ended.Single().Status, Is.EqualTo(ActivityStatusCode.Unset));
        Assert.That(activities.Tags, Does.Contain("qboxmail.canceled=True").And.None.StartsWith("error.type"));
        Assert.That(metrics.Of("qboxmail.client.call.duration").Single(), Does.Contain("qboxmail.canceled=True").And.Not.Contain("error.type"));
    }

    [Test]
    public async Task An_OperationCanceledException_that_the_caller_did_not_request_is_an_error_in_telemetry()
    {
        using var activities = new RecordedActivities();
        using var api = new FakeApi();
        using var client = api.CreateClient(options => options.ApiTokenProvider = _ => throw new OperationCanceledException("No token today."));

        await Assert.CatchAsync<OperationCanceledException>(() => client.Permissions.ListAsync());

        Assert.That(activities.Ended.Single().Status, Is.EqualTo(ActivityStatusCode.Error));
    }

    [Test]
    public async Task A_list_whose_parent_does_not_exist_is_one_error_that_of_the_parent()
    {
        using var activities = new RecordedActivities();
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Get("/api/domains/D1/email_accounts?page=1", HttpStatusCode.NotFound);
        api.Get("/api/domains/D1", HttpStatusCode.NotFound);

        await Assert.CatchAsync<QboxmailApiException>(() => client.EmailAccounts.ListPageAsync("D1"));

        Assert.That(activities.Ended.Single(activity => activity.OperationName == "Domains_Get").Status, Is.EqualTo(ActivityStatusCode.Error));
        Assert.That(activities.Ended.Single(activity => activity.OperationName == "EmailAccounts_List").Status, Is.EqualTo(ActivityStatusCode.Unset));
        api.Verify();
    }

#if !NETSTANDARD_BUILD
    [Test]
    public void Call_durations_have_histogram_buckets_in_seconds()
    {
        System.Diagnostics.Metrics.Histogram<double>? histogram = null;
        using var listener = new System.Diagnostics.Metrics.MeterListener
        {
            InstrumentPublished = (instrument, _) =>
                histogram = instrument.Name == "qboxmail.client.call.duration" ? (System.Diagnostics.Metrics.Histogram<double>)instrument : histogram,
        };
        listener.Start();
        using var client = new QboxmailClient(FakeApi.Token);

        Assert.That(histogram?.Advice?.HistogramBucketBoundaries, Is.EqualTo(
            new[] { 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60, 120, 300 }));
    }
#endif

    [Test]
    public async Task Telemetry_of_a_raw_request_does_not_contain_its_path()
    {
        using var activities = new RecordedActivities();
        using var metrics = new RecordedMetrics();
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Get("/api/domains/D123?query=info@customer.test", "{}");

        await client.SendAsync(HttpMethod.Get, "/api/domains/D123?query=info@customer.test");

        Assert.That(activities.Ended.Single().OperationName, Is.EqualTo("Send"));
        Assert.That(activities.Tags, Does.Contain("url.template=/{path}"));
        Assert.That(string.Join(" ", activities.Tags) + string.Join(" ", metrics.All), Does.Not.Contain("D123").And.Not.Contain("customer"));
    }

    [Test]
    public async Task The_measured_duration_of_a_call_includes_retry_delays()
    {
        using var metrics = new RecordedMetrics();
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Time.AutoAdvanceDelays = true;
        api.Expect(HttpMethod.Get, "/api/domains/D1", HttpStatusCode.TooManyRequests, null, ("Retry-After", "7"));
        api.Get("/api/domains/D1", """{"resources": [{"code": "D1"}]}""");

        await client.Domains.GetAsync("D1");

        Assert.That(
            metrics.All,
            Is.EqualTo([
                "qboxmail.client.call.retries 1 qboxmail.operation=Domains_Get",
                "qboxmail.client.call.duration 7 qboxmail.operation=Domains_Get http.request.method=GET url.template=/api/domains/{domain_code}" +
                " server.address=api.example.com server.port=443 http.response.status_code=200"]));
    }

    [Test]
    public async Task A_failed_call_is_measured_once()
    {
        using var metrics = new RecordedMetrics();
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Get("/api/domains/D1", HttpStatusCode.Forbidden, """{"message": "billing profile"}""");

        await Assert.CatchAsync(() => client.Domains.GetAsync("D1"));

        Assert.That(
            metrics.All,
            Is.EqualTo([
                "qboxmail.client.call.duration 0 qboxmail.operation=Domains_Get http.request.method=GET url.template=/api/domains/{domain_code}" +
                " server.address=api.example.com server.port=443 http.response.status_code=403 error.type=BillingProfileRequired"]));
    }

    [Test]
    public async Task Every_retry_is_counted()
    {
        using var metrics = new RecordedMetrics();
        var time = new FakeTime { AutoAdvanceDelays = true };
        using var server = new StubHandler(_ => FailureModes.Create("lost"));
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token, TimeProvider = time }, server);

        await Assert.CatchAsync(() => client.Domains.GetAsync("D1"));

        Assert.That(metrics.Of("qboxmail.client.call.retries").Count(), Is.EqualTo(3));
    }

    [Test]
    public async Task Every_poll_of_a_wait_is_counted_regardless_of_its_outcome()
    {
        using var metrics = new RecordedMetrics();
        using var domain = new PolledDomain()
            .Returns(HttpStatusCode.NotFound).Returns(HttpStatusCode.InternalServerError).Returns(HttpStatusCode.TooManyRequests)
            .Returns(PolledDomain.Pending, PolledDomain.Ready);

        await domain.WaitAsync();

        Assert.That(metrics.Of("qboxmail.client.wait.polls"), Is.EqualTo(Enumerable.Repeat("qboxmail.client.wait.polls 1 qboxmail.wait=domain", 5)));
    }

    [Test]
    public async Task Every_poll_of_a_bulk_wait_is_counted_regardless_of_its_outcome()
    {
        using var metrics = new RecordedMetrics();
        using var api = new FakeApi { Time = { AutoAdvanceDelays = true } };
        using var client = api.CreateClient(options => options.MaxRetries = 0);
        api.Get($"/api/domains?page=1&per={ApiRoute.LargestPage}", HttpStatusCode.InternalServerError)
            .Get(
                $"/api/domains?page=1&per={ApiRoute.LargestPage}",
                """{"resources": [{"code": "D1", "status": "enabled", "status_detail": "ok"}, {"code": "D2", "status": "new"}]}""")
            .Get("/api/domains/D2", """{"resources": [{"code": "D2", "status": "enabled", "status_detail": "ok"}]}""");

        await client.Domains.WaitUntilAllReadyAsync(["D1", "D2"]);

        Assert.That(metrics.Of("qboxmail.client.wait.polls"), Is.EqualTo(Enumerable.Repeat("qboxmail.client.wait.polls 1 qboxmail.wait=domain", 3)));
    }
}
