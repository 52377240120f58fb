using System.Net;
using System.Text;

namespace Qboxmail.Tests;

public class EmptyResponseTests : ApiTests
{
    [Test]
    public async Task A_write_without_a_result_accepts_any_success_status_and_body(
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
    public async Task An_HTML_page_in_response_to_a_write_is_unexpected()
    {
        Api.Expect(HttpMethod.Delete, "/api/domains/D1", _ => FakeApi.Response(
            HttpStatusCode.OK, new StringContent("<!DOCTYPE html><title>Login</title>", Encoding.UTF8, "text/html")));

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.DeleteAsync("D1"));

        Assert.That(exception!.Message, Is.EqualTo(
            "Domains_Delete returned 200, but the response is an HTML page. "
            + "The request may have been processed; check the resource before retrying."));
        Assert.That(
            (exception.Reason, exception.ResponseBody, exception.RequestMayHaveBeenProcessed),
            Is.EqualTo((QboxmailErrorReason.Unexpected, "Login", true)));
        Api.Verify();
    }

    [Test]
    public async Task An_empty_text_html_response_to_a_write_is_a_success()
    {
        Api.Expect(HttpMethod.Delete, "/api/domains/D1", _ => FakeApi.Response(HttpStatusCode.OK, new StringContent("", Encoding.UTF8, "text/html")));

        await Client.Domains.DeleteAsync("D1");

        Api.Verify();
    }

    [Test]
    public async Task A_forbidden_deletion_throws()
    {
        Api.Delete("/api/domains/D1", HttpStatusCode.Forbidden);

        await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.DeleteAsync("D1"));

        Api.Verify();
    }

    [Test]
    public async Task A_response_without_a_result_is_disposed()
    {
        using var body = new BodyStream("Done");
        Api.Expect(HttpMethod.Delete, "/api/domains/D1", _ => FakeApi.Response(HttpStatusCode.OK, new StreamContent(body)));

        await Client.Domains.DeleteAsync("D1");

        Assert.That(body.IsDisposed, Is.True);
    }
}
