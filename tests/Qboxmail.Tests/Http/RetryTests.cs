using System.Net;

namespace Qboxmail.Tests;

public class RetryTests : ApiTests
{
    private static readonly string[] Calls =
    [
        "Domains_Get", "SuppressionLists_GetDetails", "Domains_Update", "Domains_Delete", "Domains_GenerateDkim", "Migrations_Execute",
    ];

    // In the order of the calls: a read, a POST that reads, an update, a deletion, a creation, a PUT that starts something.
    [TestCase("500", 4, 4, 4, 4, 1, 1)]
    [TestCase("502", 4, 4, 4, 4, 1, 1)]
    [TestCase("503", 4, 4, 4, 4, 1, 1)]
    [TestCase("504", 4, 4, 4, 4, 1, 1)]
    [TestCase("408", 4, 4, 4, 4, 1, 1)]
    [TestCase("429", 4, 4, 4, 4, 4, 4)]
    [TestCase("501", 1, 1, 1, 1, 1, 1)]
    [TestCase("301", 1, 1, 1, 1, 1, 1)]
    [TestCase("400", 1, 1, 1, 1, 1, 1)]
    [TestCase("401", 1, 1, 1, 1, 1, 1)]
    [TestCase("403", 1, 1, 1, 1, 1, 1)]
    [TestCase("404", 1, 1, 1, 1, 1, 1)]
    [TestCase("409", 1, 1, 1, 1, 1, 1)]
    [TestCase("422", 1, 1, 1, 1, 1, 1)]
    [TestCase("lost", 4, 4, 4, 4, 1, 1)]
    [TestCase("lost in the body", 4, 4, 4, 4, 1, 1)]
    [TestCase("network gone in the body", 4, 4, 4, 4, 1, 1)]
    [TestCase("not connected", 4, 4, 4, 4, 4, 4)]
    public async Task Every_kind_of_call_is_attempted_as_often_as_its_retry_policy_allows(string failure, params int[] sends)
    {
        foreach (var (call, expected) in Calls.Zip(sends))
        {
            var time = new FakeTime { AutoAdvanceDelays = true };
            using var server = new StubHandler(_ => FailureModes.Create(failure));
            using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token, BaseAddress = FakeApi.Address, TimeProvider = time }, server);

            var exception = await Assert.CatchAsync<QboxmailException>(() => Send(client, call));

            Assert.That(server.Count, Is.EqualTo(expected), call);
            Assert.That(time.Pauses, Has.Count.EqualTo(expected - 1), call);
            Assert.That(exception!.OperationId, Is.EqualTo(call));
        }
    }

    [Test]
    public async Task A_call_that_succeeds_after_retries_returns_its_result()
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Get("/api/domains/D1", HttpStatusCode.ServiceUnavailable);
        Api.Fail(HttpMethod.Get, "/api/domains/D1", new HttpRequestException("Lost."));
        Api.Get("/api/domains/D1", HttpStatusCode.TooManyRequests);
        Api.Get("/api/domains/D1", """{"resources": [{"code": "D1"}]}""");

        var domain = await Client.Domains.GetAsync("D1");

        Assert.That(domain.Code, Is.EqualTo("D1"));
        Api.Verify();
    }

    [Test]
    public async Task A_retried_write_sends_the_same_body()
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Put("/api/domains/D1", HttpStatusCode.ServiceUnavailable);
        Api.Put("/api/domains/D1", HttpStatusCode.OK);

        await Client.Domains.UpdateAsync("D1", new() { CatchAllEnabled = true });

        Assert.That(Api.Requests.Select(request => request.Body), Is.EqualTo(["""{"catch_all_enabled":true}""", """{"catch_all_enabled":true}"""]));
        Assert.That(Api.Requests[0].Message, Is.Not.SameAs(Api.Requests[1].Message));
        Api.Verify();
    }

    [Test]
    public async Task A_creation_is_retried_after_a_429_response()
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Post("/api/domains", HttpStatusCode.TooManyRequests);
        Api.Post("/api/domains", HttpStatusCode.Created, """{"resource_code": "D1"}""");

        var created = await Client.Domains.CreateAsync(new("example.com", "Secret-1"));

        Assert.That(created.ResourceCode, Is.EqualTo("D1"));
        Api.Verify();
    }

    [Test]
    public async Task A_creation_is_retried_when_no_connection_was_established()
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Expect(HttpMethod.Post, "/api/domains", _ => FailureModes.Create("not connected"));
        Api.Post("/api/domains", HttpStatusCode.Created, """{"resource_code": "D1"}""");

        var created = await Client.Domains.CreateAsync(new("example.com", "Secret-1"));

        Assert.That(created.ResourceCode, Is.EqualTo("D1"));
        Api.Verify();
    }

    [TestCase("503")]
    [TestCase("408")]
    [TestCase("lost")]
    [TestCase("lost in the body")]
    public async Task A_retried_deletion_that_returns_404_succeeds(string failure)
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Expect(HttpMethod.Delete, "/api/domains/D1", _ => FailureModes.Create(failure));
        Api.Delete("/api/domains/D1", HttpStatusCode.NotFound, """{"message": "Not found", "errors": []}""");

        await Client.Domains.DeleteAsync("D1");

        Api.Verify();
    }

    [TestCase("429")]
    [TestCase("not connected")]
    public async Task A_retried_deletion_that_returns_404_fails_when_no_earlier_attempt_was_processed(string failure)
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Expect(HttpMethod.Delete, "/api/domains/D1", _ => FailureModes.Create(failure));
        Api.Delete("/api/domains/D1", HttpStatusCode.NotFound);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.DeleteAsync("D1"));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.NotFound));
        Assert.That(exception.RequestMayHaveBeenProcessed, Is.False);
        Api.Verify();
    }

    [TestCase("""{"message": "Not found", "errors": ["The domain does not exist."]}""")]
    [TestCase("""{"error": "Not found"}""")]
    [TestCase("""{"success": false}""")]
    public async Task A_retried_deletion_that_returns_404_succeeds_although_the_response_lists_errors(string body)
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Delete("/api/domains/D1", HttpStatusCode.ServiceUnavailable);
        Api.Delete("/api/domains/D1", HttpStatusCode.NotFound, body);

        await Client.Domains.DeleteAsync("D1");

        Api.Verify();
    }

    [Test]
    public async Task A_deletion_whose_first_attempt_returns_404_is_reported_as_NotFound()
    {
        Api.Delete("/api/domains/D1", HttpStatusCode.NotFound);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.DeleteAsync("D1"));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.NotFound));
        Api.Verify();
    }

    [Test]
    public async Task A_retried_update_that_returns_404_is_reported_as_NotFound()
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Put("/api/domains/D1", HttpStatusCode.ServiceUnavailable);
        Api.Put("/api/domains/D1", HttpStatusCode.NotFound);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.UpdateAsync("D1", new()));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.NotFound));
        Api.Verify();
    }

    [TestCase(0, 1)]
    [TestCase(1, 2)]
    [TestCase(10, 11)]
    public async Task MaxRetries_limits_the_number_of_retries(int maxRetries, int sends)
    {
        var time = new FakeTime { AutoAdvanceDelays = true };
        using var server = new StubHandler(_ => new(HttpStatusCode.ServiceUnavailable));
        using var client = new QboxmailClient(
            new() { ApiToken = FakeApi.Token, TimeProvider = time, MaxRetries = maxRetries }, server);

        await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.GetAsync("D1"));

        Assert.That(server.Count, Is.EqualTo(sends));
    }

    [Test]
    public async Task Retry_delays_start_short_and_stay_within_30_seconds()
    {
        var time = new FakeTime { AutoAdvanceDelays = true };
        using var server = new StubHandler(_ => new(HttpStatusCode.ServiceUnavailable));
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token, TimeProvider = time, MaxRetries = 10 }, server);

        await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.GetAsync("D1"));

        Assert.That(time.Pauses, Has.All.GreaterThan(TimeSpan.Zero).And.All.LessThanOrEqualTo(TimeSpan.FromSeconds(30)));
        Assert.That(time.Pauses[0], Is.LessThan(TimeSpan.FromSeconds(3)));
    }

    [Test]
    public async Task A_failed_response_is_disposed_before_the_next_attempt()
    {
        using var body = new BodyStream("Out of order");
        Api.Time.AutoAdvanceDelays = true;
        bool? wasDisposedBefore = null;
        Api.Expect(HttpMethod.Get, "/api/domains/D1", _ => FakeApi.Response(HttpStatusCode.ServiceUnavailable, new StreamContent(body)));
        Api.Expect(HttpMethod.Get, "/api/domains/D1", _ =>
        {
            wasDisposedBefore = body.IsDisposed;
            return FakeApi.Response(HttpStatusCode.OK, """{"resources": [{"code": "D1"}]}""");
        });

        await Client.Domains.GetAsync("D1");

        Assert.That(wasDisposedBefore, Is.True);
    }

    [TestCase(false, 1)]
    [TestCase(true, 4)]
    public async Task A_raw_request_is_retried_only_when_its_caller_declares_it_idempotent(bool idempotent, int sends)
    {
        var time = new FakeTime { AutoAdvanceDelays = true };
        using var server = new StubHandler(_ => new(HttpStatusCode.ServiceUnavailable));
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token, TimeProvider = time }, server);

        await Assert.ThrowsAsync<QboxmailApiException>(() => client.SendAsync(HttpMethod.Put, "/api/things", "{}", idempotent));

        Assert.That(server.Count, Is.EqualTo(sends));
    }

    [Test]
    public async Task A_raw_GET_request_is_always_retried()
    {
        var time = new FakeTime { AutoAdvanceDelays = true };
        using var server = new StubHandler(_ => new(HttpStatusCode.ServiceUnavailable));
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token, TimeProvider = time }, server);

        await Assert.ThrowsAsync<QboxmailApiException>(() => client.SendAsync(HttpMethod.Get, "/api/things"));

        Assert.That(server.Count, Is.EqualTo(4));
    }

    private static Task Send(QboxmailClient client, string operation) => operation switch
    {
        "Domains_Get" => client.Domains.GetAsync("D1"),
        "SuppressionLists_GetDetails" => client.Delivery.SuppressionLists.GetDetailsAsync(new("info@example.com")),
        "Domains_Update" => client.Domains.UpdateAsync("D1", new()),
        "Domains_Delete" => client.Domains.DeleteAsync("D1"),
        "Domains_GenerateDkim" => client.Domains.GenerateDkimAsync("D1"),
        _ => client.Migrations.ExecuteAsync("M1", new(MigrationExecution.First)),
    };
}
