using System.Net;

namespace Qboxmail.Tests;

/// <summary>An exception reports whether the API may have processed the failed write.</summary>
public class AmbiguousWriteTests : ApiTests
{
    private const string LookFirst = " The request may have been processed; check the resource before retrying.";

    [TestCase("301", false)]
    [TestCase("400", false)]
    [TestCase("401", false)]
    [TestCase("403", false)]
    [TestCase("404", false)]
    [TestCase("409", false)]
    [TestCase("422", false)]
    [TestCase("429", false)]
    [TestCase("408", true)]
    [TestCase("500", true)]
    [TestCase("501", true)]
    [TestCase("502", true)]
    [TestCase("503", true)]
    [TestCase("504", true)]
    [TestCase("not connected", false)]
    [TestCase("lost", true)]
    [TestCase("lost in the body", true)]
    [TestCase("network gone in the body", true)]
    [TestCase("given up by HttpClient", true)]
    [TestCase("unknown exception", true)]
    public async Task The_end_of_a_write_decides_whether_it_may_have_been_processed(string failure, bool expected)
    {
        foreach (var (send, isWrite) in new (Func<QboxmailClient, Task> Send, bool IsWrite)[]
        {
            (client => client.Domains.CreateAsync(new("example.com", "Secret-1")), true),
            (client => client.Domains.UpdateAsync("D1", new()), true),
            (client => client.Domains.DeleteAsync("D1"), true),
            (client => client.Migrations.ExecuteAsync("M1", new(MigrationExecution.First)), true),
            (client => client.SendAsync(HttpMethod.Post, "/api/things"), true),
            (client => client.SendAsync(HttpMethod.Post, "/api/things", idempotent: true), true),
            (client => client.Domains.GetAsync("D1"), false),
            (client => client.Delivery.SuppressionLists.GetDetailsAsync(new("info@example.com")), false),
            (client => client.SendAsync(HttpMethod.Get, "/api/things"), false),
        })
        {
            using var server = new StubHandler(_ => FailureModes.Create(failure));
            using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token, MaxRetries = 0 }, server);

            var exception = await Assert.CatchAsync<QboxmailException>(() => send(client));

            Assert.That(exception!.RequestMayHaveBeenProcessed, Is.EqualTo(expected && isWrite), exception.OperationId);
            Assert.That(exception.Message.EndsWith(LookFirst, StringComparison.Ordinal), Is.EqualTo(expected && isWrite), exception.Message);
        }
    }

    [TestCase("503", true)]
    [TestCase("lost", true)]
    [TestCase("429", false)]
    [TestCase("not connected", false)]
    public async Task An_earlier_attempt_may_have_been_processed_too(string failure, bool expected)
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Expect(HttpMethod.Put, "/api/domains/D1", _ => FailureModes.Create(failure));
        Api.Put("/api/domains/D1", HttpStatusCode.UnprocessableEntity, """{"message": "Validation failed"}""");

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.UpdateAsync("D1", new()));

        Assert.That(exception!.RequestMayHaveBeenProcessed, Is.EqualTo(expected));
        Assert.That(exception.Message, Is.EqualTo("Domains_Update failed: 422 Validation failed." + (expected ? LookFirst : "")));
        Api.Verify();
    }

    [TestCase("503", "429")]
    [TestCase("lost", "not connected")]
    public async Task A_write_may_have_been_processed_by_any_earlier_attempt(string first, string second)
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Expect(HttpMethod.Put, "/api/domains/D1", _ => FailureModes.Create(first));
        Api.Expect(HttpMethod.Put, "/api/domains/D1", _ => FailureModes.Create(second));
        Api.Put("/api/domains/D1", HttpStatusCode.UnprocessableEntity);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.UpdateAsync("D1", new()));

        Assert.That(exception!.RequestMayHaveBeenProcessed, Is.True);
        Api.Verify();
    }

    [Test]
    public async Task A_write_may_have_been_processed_when_only_a_later_attempt_was_not_sent()
    {
        using var client = Api.CreateClient(options => options.MaxRetries = 1);
        Api.Time.AutoAdvanceDelays = true;
        Api.Put("/api/domains/D1", HttpStatusCode.BadGateway);
        Api.Expect(HttpMethod.Put, "/api/domains/D1", _ => FailureModes.Create("not connected"));

        var exception = await Assert.ThrowsAsync<QboxmailTransportException>(() => client.Domains.UpdateAsync("D1", new()));

        Assert.That(exception!.RequestMayHaveBeenProcessed, Is.True);
        Assert.That(exception.Message, Is.EqualTo("Domains_Update failed: the API could not be reached (2 attempts). Refused." + LookFirst));
        Api.Verify();
    }

    [Test]
    public async Task A_message_reports_a_lost_connection()
    {
        Api.Expect(HttpMethod.Post, "/api/domains", _ => FailureModes.Create("lost"));

        var exception = await Assert.ThrowsAsync<QboxmailTransportException>(
            () => Client.Domains.CreateAsync(new("example.com", "Secret-1")));

        Assert.That(exception!.Message, Is.EqualTo("Domains_Create failed: the connection was lost. Lost." + LookFirst));
        Assert.That(exception.InnerException, Is.TypeOf<HttpRequestException>());
        Assert.That(exception.OperationId, Is.EqualTo("Domains_Create"));
        Api.Verify();
    }

    [Test]
    public async Task A_message_reports_an_API_that_could_not_be_reached()
    {
        using var client = Api.CreateClient(options => options.MaxRetries = 0);
        Api.Expect(HttpMethod.Get, "/api/domains/D1", _ => FailureModes.Create("not connected"));

        var exception = await Assert.ThrowsAsync<QboxmailTransportException>(() => client.Domains.GetAsync("D1"));

        Assert.That(exception!.Message, Is.EqualTo("Domains_Get failed: the API could not be reached. Refused."));
        Api.Verify();
    }
}
