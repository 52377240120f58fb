using System.Net;

namespace Qboxmail.Emulator.Tests;

/// <summary>The effect of each fault on a user of the library.</summary>
public class FaultTests : EmulatorFixture
{
    private FakeTime _time = null!;

    private protected override Task<EmulatorHarness> StartAsync()
    {
        _time = new FakeTime { AutoAdvanceDelays = true };
        return EmulatorHarness.OnClockAsync(_time);
    }

    [Test]
    public async Task A_rate_limited_creation_is_retried_after_the_requested_delay()
    {
        Api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.RateLimit) { Times = 2, Delay = TimeSpan.FromSeconds(7) });

        await CreateDomainAsync();

        Assert.That(_time.Pauses, Is.EqualTo([TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(7)]));
        Assert.That(Api.Emulator.Requests.Count("Domains_Create"), Is.EqualTo(3));
    }

    [Test]
    public async Task A_rate_limit_beyond_the_timeout_of_a_call_fails_at_once_with_RetryAfter()
    {
        Api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.RateLimit) { Delay = TimeSpan.FromHours(1) });

        var exception = await CatchAsync<QboxmailApiException>(CreateDomainAsync());

        Assert.That(
            (exception.Reason, exception.RetryAfter, exception.RequestMayHaveBeenProcessed),
            Is.EqualTo((QboxmailErrorReason.RateLimited, (TimeSpan?)TimeSpan.FromHours(1), false)));
        Assert.That(_time.Pauses, Is.Empty);
    }

    [TestCase(500)]
    [TestCase(502)]
    [TestCase(503)]
    public async Task A_read_is_retried_after_a_server_error(int status)
    {
        Api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.ServerError) { Operation = "Domains_List", Status = status, Times = 2 });

        Assert.That((await Api.Client.Domains.ListPageAsync()).Items, Is.Empty);

        Assert.That(Api.Emulator.Requests.Count("Domains_List"), Is.EqualTo(3));
    }

    [TestCase(false, 0)]
    [TestCase(true, 1)]
    public async Task A_creation_is_not_retried_after_a_server_error(bool afterWork, int domains)
    {
        Api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.ServerError) { Times = 1, AfterWork = afterWork });

        var exception = await CatchAsync<QboxmailApiException>(CreateDomainAsync());

        Assert.That(
            (exception.StatusCode, exception.Reason, exception.RequestMayHaveBeenProcessed),
            Is.EqualTo((HttpStatusCode.InternalServerError, QboxmailErrorReason.ServerError, true)));
        await AssertDomainsAsync(domains);
    }

    [TestCase(false, 0)]
    [TestCase(true, 1)]
    public async Task A_creation_on_a_dropped_connection_may_have_been_processed(bool afterWork, int domains)
    {
        Api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.Drop) { Times = 1, AfterWork = afterWork });

        var exception = await CatchAsync<QboxmailTransportException>(CreateDomainAsync());

        Assert.That(exception.RequestMayHaveBeenProcessed, Is.True);
        await AssertDomainsAsync(domains);
    }

    [Test]
    public async Task A_read_is_retried_after_a_dropped_connection()
    {
        Api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.Drop) { Times = 3 });

        Assert.That((await Api.Client.Domains.ListPageAsync()).Items, Is.Empty);

        Assert.That(Api.Emulator.Requests.Count("Domains_List"), Is.EqualTo(4));
    }

    [Test]
    public async Task A_deletion_whose_response_is_lost_is_retried_and_succeeds()
    {
        var domain = await CreateDomainAsync();
        Api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.Drop) { Times = 1, AfterWork = true });

        await Api.Client.Domains.DeleteAsync(domain.ResourceCode);

        Assert.That(Api.Emulator.Requests.Count("Domains_Delete"), Is.EqualTo(2));
        await AssertDomainsAsync(0);
    }

    [TestCase(EmulatorFaultKind.CutBody)]
    [TestCase(EmulatorFaultKind.HalfJson)]
    [TestCase(EmulatorFaultKind.EmptyBody)]
    public async Task A_creation_with_an_unreadable_response_may_have_been_processed(EmulatorFaultKind kind)
    {
        Api.Emulator.Faults.Add(new EmulatorFault(kind) { Times = 1 });

        var exception = await CatchAsync<QboxmailException>(CreateDomainAsync());

        Assert.That((exception.OperationId, exception.RequestMayHaveBeenProcessed), Is.EqualTo(("Domains_Create", true)));
        await AssertDomainsAsync(1);
    }

    [Test]
    public async Task A_read_is_retried_after_a_truncated_body()
    {
        Api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.CutBody) { Times = 1 });

        Assert.That((await Api.Client.Domains.ListPageAsync()).Items, Is.Empty);

        Assert.That(Api.Emulator.Requests.Total, Is.EqualTo(2));
    }

    [Test]
    public async Task Truncated_JSON_is_an_unexpected_response_whose_body_is_not_quoted()
    {
        Api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.HalfJson));

        var exception = await CatchAsync<QboxmailApiException>(Api.Client.Domains.ListPageAsync());

        Assert.That((exception.Reason, exception.RequestMayHaveBeenProcessed), Is.EqualTo((QboxmailErrorReason.Unexpected, false)));
        Assert.That(exception.ResponseBody, Is.Empty);
    }

    [Test]
    public async Task An_HTML_page_is_an_unexpected_response()
    {
        Api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.HtmlPage));

        var exception = await CatchAsync<QboxmailApiException>(Api.Client.Domains.ListPageAsync());

        Assert.That((exception.StatusCode, exception.Reason), Is.EqualTo((HttpStatusCode.OK, QboxmailErrorReason.Unexpected)));
        Assert.That(exception.ResponseBody, Is.EqualTo("Maintenance"));
    }

    [TestCase(false, 0)]
    [TestCase(true, 1)]
    public async Task A_creation_that_returns_an_HTML_page_may_have_been_processed(bool afterWork, int domains)
    {
        Api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.HtmlPage) { Status = 502, Times = 1, AfterWork = afterWork });

        var exception = await CatchAsync<QboxmailApiException>(CreateDomainAsync());

        Assert.That((exception.StatusCode, exception.RequestMayHaveBeenProcessed), Is.EqualTo((HttpStatusCode.BadGateway, true)));
        await AssertDomainsAsync(domains);
    }

    [Test]
    public async Task A_wrong_content_type_is_ignored()
    {
        var types = new List<string?>();
        var client = Api.Client.With(call => call.OnResponse = response => types.Add(response.Headers["Content-Type"][0]));
        await CreateDomainAsync();
        Api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.WrongContentType));

        var page = await client.Domains.ListPageAsync();

        Assert.That(page.Items.Select(domain => domain.Name), Is.EqualTo(["example.com"]));
        Assert.That(types, Is.EqualTo(["text/plain"]));
    }

    [Test]
    public async Task An_unknown_enum_value_is_preserved()
    {
        await CreateDomainAsync();
        Api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.UnknownEnumValue));

        var domain = (await Api.Client.Domains.ListPageAsync()).Items.Single();

        Assert.That((domain.Status.ToString(), domain.Status!.Value.IsKnown, domain.Name), Is.EqualTo(("emulator_unknown", false, "example.com")));
    }

    [Test]
    public async Task An_unknown_field_is_available_in_AdditionalProperties()
    {
        await CreateDomainAsync();
        Api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.ExtraField));

        var domain = (await Api.Client.Domains.ListPageAsync()).Items.Single();

        Assert.That(domain.AdditionalProperties.Keys, Does.Contain("emulator_unknown"));
        Assert.That(domain.Name, Is.EqualTo("example.com"));
    }

    [Test]
    public async Task A_field_of_an_unexpected_type_is_available_in_AdditionalProperties()
    {
        var created = await CreateDomainAsync();
        Api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.WrongFieldType));

        var domain = (await Api.Client.Domains.ListPageAsync()).Items.Single();

        Assert.That((domain.Code, domain.Name, domain.MaxEmailQuota), Is.EqualTo((created.ResourceCode, (string?)null, (long?)null)));
        Assert.That(domain.AdditionalProperties["name"], Is.EqualTo(new object[] { "example.com" }));
    }

    [Test]
    public async Task A_creation_delayed_before_processing_times_out_and_creates_nothing()
    {
        _time.AutoAdvanceDelays = false;
        Api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.Delay) { Times = 1, Delay = TimeSpan.FromMinutes(3) });
        var call = CreateDomainAsync();

        await _time.NextPauseAsync();
        _time.Advance(TimeSpan.FromSeconds(100));
        var exception = await CatchAsync<QboxmailTimeoutException>(call);

        Assert.That(exception.RequestMayHaveBeenProcessed, Is.True);
        await AssertDomainsAsync(0);
    }

    [Test]
    public async Task A_creation_delayed_after_processing_times_out_although_it_was_processed()
    {
        _time.AutoAdvanceDelays = false;
        Api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.Delay) { Times = 1, AfterWork = true, Delay = TimeSpan.FromMinutes(3) });
        var call = CreateDomainAsync();

        await _time.NextPauseAsync();
        _time.Advance(TimeSpan.FromSeconds(100));
        await CatchAsync<QboxmailTimeoutException>(call);

        await AssertDomainsAsync(1);
    }

    [Test]
    public async Task A_delay_within_the_timeout_does_not_fail_the_call()
    {
        Api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.Delay) { Delay = TimeSpan.FromSeconds(20) });

        Assert.That((await Api.Client.Domains.ListPageAsync()).Items, Is.Empty);

        Assert.That(_time.Pauses, Is.EqualTo([TimeSpan.FromSeconds(20)]));
    }

    [TestCase(5, false)]
    [TestCase(2, true)]
    public async Task A_slow_body_must_be_complete_within_the_attempt_timeout(int seconds, bool isInTime)
    {
        _time.AutoAdvanceDelays = false;
        Api.Emulator.Faults.Add(new EmulatorFault(EmulatorFaultKind.SlowBody) { Delay = TimeSpan.FromSeconds(seconds) });
        var call = Api.Client.With(options => options.MaxRetries = 0).Domains.ListPageAsync();

        for (Task<TimeSpan>? delay = null; !call.IsCompleted; _time.Advance(await delay))
        {
            delay = _time.NextPauseAsync();

            if (await Task.WhenAny(call, delay) == call)
            {
                break;
            }
        }

        if (isInTime)
        {
            Assert.That((await call).Items, Is.Empty);
        }
        else
        {
            Assert.That((await CatchAsync<QboxmailTimeoutException>(call)).Timeout, Is.EqualTo(TimeSpan.FromSeconds(30)));
        }
    }

    [TestCase(EmulatorFaultKind.CutBody)]
    [TestCase(EmulatorFaultKind.HalfJson)]
    [TestCase(EmulatorFaultKind.WrongContentType)]
    [TestCase(EmulatorFaultKind.EmptyBody)]
    [TestCase(EmulatorFaultKind.ExtraField)]
    [TestCase(EmulatorFaultKind.WrongFieldType)]
    public async Task A_body_fault_does_not_affect_a_response_without_a_body(EmulatorFaultKind kind)
    {
        var domain = await CreateDomainAsync();
        Api.Emulator.Faults.Add(new EmulatorFault(kind));

        await Api.Client.Domains.DeleteAsync(domain.ResourceCode);

        Assert.That(Api.Emulator.Requests.Count("Domains_Delete"), Is.EqualTo(1));
    }

    private static async Task<T> CatchAsync<T>(Task call)
        where T : Exception => (await Assert.CatchAsync<T>(() => call))!;

    private Task<CreatedResource> CreateDomainAsync(string name = "example.com") =>
        Api.Client.Domains.CreateAsync(new CreateDomainRequest(name, Password));

    private async Task AssertDomainsAsync(int count)
    {
        Api.Emulator.Faults.Clear();
        Assert.That(await Api.Client.Domains.ListAsync().GetTotalCountAsync(), Is.EqualTo(count));
    }
}
