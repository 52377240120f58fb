using System.Net;

namespace Qboxmail.Tests;

public class EmptyAnswers
{
    [Test]
    public async Task Any_success_will_do(
        [Values(HttpStatusCode.OK, HttpStatusCode.Created, HttpStatusCode.Accepted, HttpStatusCode.NoContent)] HttpStatusCode status,
        [Values(null, "", """{"message": "Done"}""", "Done")] string? body)
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Delete("/api/domains/D1", status, body);

        await client.Domains.DeleteAsync("D1");

        api.Verify();
    }

    [Test]
    public async Task A_failure_is_none()
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Delete("/api/domains/D1", HttpStatusCode.Forbidden);

        await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.DeleteAsync("D1"));

        api.Verify();
    }

    [Test]
    public async Task The_connection_is_free_again()
    {
        using var api = new FakeApi();
        using var body = new BodyStream("Done");
        using var client = api.CreateClient();
        api.Expect(HttpMethod.Delete, "/api/domains/D1", _ => FakeApi.Answer(HttpStatusCode.OK, new StreamContent(body)));

        await client.Domains.DeleteAsync("D1");

        Assert.That(body.IsDisposed, Is.True);
    }
}
