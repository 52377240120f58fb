using System.Net;

namespace Qboxmail.Tests;

public class RawRequestTests : ApiTests
{
    [Test]
    public async Task SendAsync_sends_a_request_without_a_client_method()
    {
        Api.Expect(HttpMethod.Post, "/api/things?a=b", HttpStatusCode.Created, """{"code": "T1"}""", ("X-Request-Id", "r1"));

        var response = await Client.SendAsync(HttpMethod.Post, "/api/things?a=b", """{"name": "é"}""");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        Assert.That(response.Body, Is.EqualTo("""{"code": "T1"}"""));
        Assert.That(response.Headers["x-request-id"], Is.EqualTo(["r1"]));
        Assert.That(response.Headers["Content-Type"], Is.EqualTo(["application/json; charset=utf-8"]));
        Assert.That(Api.Requests[0].Body, Is.EqualTo("""{"name": "é"}"""));
        Assert.That(Api.Requests[0].Message.Headers.GetValues("X-Api-Token"), Is.EqualTo([FakeApi.Token]));
        Assert.That(Api.Requests[0].Message.Content!.Headers.ContentType!.ToString(), Is.EqualTo("application/json"));
        Api.Verify();
    }

    [Test]
    public async Task SendAsync_without_a_body_sends_none()
    {
        Api.Delete("/api/things/1", HttpStatusCode.NoContent);

        var response = await Client.SendAsync(HttpMethod.Delete, "/api/things/1");

        Assert.That((Api.Requests[0].Body, Api.Requests[0].Message.Content?.Headers.ContentType), Is.EqualTo(("", (object?)null)));
        Assert.That(response.Body, Is.Empty);
        Api.Verify();
    }

    [Test]
    public async Task SendAsync_throws_QboxmailApiException_for_an_error_response()
    {
        Api.Post(
            "/api/things",
            HttpStatusCode.UnprocessableEntity,
            """{"message": "Validation failed", "errors": [{"field": "name", "description": "is bad"}]}""");

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.SendAsync(HttpMethod.Post, "/api/things", "{}"));

        Assert.That(exception!.OperationId, Is.EqualTo("Send"));
        Assert.That(exception.FieldErrors, Has.Count.EqualTo(1));
        Assert.That(exception.Message, Is.EqualTo("Send failed: 422 Validation failed (name is bad)."));
        Api.Verify();
    }

    [Test]
    public async Task SendAsync_returns_a_success_that_lists_errors()
    {
        Api.Post("/api/things", HttpStatusCode.OK, """{"errors": ["name is bad"]}""");

        var response = await Client.SendAsync(HttpMethod.Post, "/api/things", "{}");

        Assert.That(response.Body, Is.EqualTo("""{"errors": ["name is bad"]}"""));
    }

    [TestCase("/api/things", "/prefix/api/things")]
    [TestCase("api/things", "/prefix/api/things")]
    [TestCase("/api/things?a=1&b=%20", "/prefix/api/things?a=1&b=%20")]
    [TestCase("/api/things?url=https://example.com/../a", "/prefix/api/things?url=https://example.com/../a")]
    [TestCase("/api/things/a%2Fb", "/prefix/api/things/a%2Fb")]
    [TestCase("/api/things/..%2Fb", "/prefix/api/things/..%2Fb")]
    [TestCase("/api/things/a b", "/prefix/api/things/a%20b")]
    [TestCase("/api/things/é", "/prefix/api/things/%C3%A9")]
    [TestCase("/api/things/...", "/prefix/api/things/...")]
    [TestCase("/api:things/1", "/prefix/api:things/1")]
    [TestCase("/a:b", "/prefix/a:b")]
    public async Task SendAsync_resolves_paths_below_BaseAddress(string path, string expected)
    {
        using var client = Api.CreateClient(options => options.BaseAddress = new("https://api.example.com/prefix"));
        Api.Get(expected, "{}");

        await client.SendAsync(HttpMethod.Get, path);

        Assert.That(Api.Requests[0].Message.RequestUri!.PathAndQuery, Is.EqualTo(expected));
        Api.Verify();
    }

    [TestCase("")]
    [TestCase("/")]
    [TestCase("?a=b")]
    [TestCase("//other.example.com/api")]
    [TestCase("///other.example.com/api")]
    [TestCase("https://other.example.com/api")]
    [TestCase("https:/other")]
    [TestCase("https:other")]
    [TestCase("http:other")]
    [TestCase("mailto:a")]
    [TestCase(" /api/things")]
    [TestCase("/api//things")]
    [TestCase("/api/things/")]
    [TestCase("/api/./things")]
    [TestCase("/api/../things")]
    [TestCase("/api/..")]
    [TestCase("/api/%2e%2e/things")]
    [TestCase("/api/%2E./things")]
    [TestCase("/api/%252e%252e/things")]
    [TestCase("/api/%25252E/things")]
    [TestCase("/http://other.example.com/api")]
    [TestCase("HTTPS://other.example.com/api")]
    [TestCase("/api/.%2e")]
    [TestCase("\\\\other.example.com\\api")]
    [TestCase("/\\other.example.com/api")]
    [TestCase("/api\\..\\things")]
    [TestCase("/api/things#a")]
    [TestCase("/api/things?a=b#c")]
    [TestCase("/api/../things?email=info@example.com")]
    [TestCase("/api/\tthings")]
    [TestCase("/api/things\r\nX-Header: a")]
    public void SendAsync_rejects_an_invalid_path(string path)
    {
        using var client = Api.CreateClient(options => options.BaseAddress = new("https://api.example.com/prefix"));

        var exception = Assert.Throws<ArgumentException>(() => _ = client.SendAsync(HttpMethod.Get, path));

        Assert.That(exception!.ParamName, Is.EqualTo("path"));
        Assert.That(exception.Message, Does.Not.Contain("?"));
        Assert.That(
            exception.Message,
            Does.StartWith(
                $"'{path.Split('?')[0]}' is not a valid path. Pass a path relative to BaseAddress, such as /api/domains, "
                + "without a host, a fragment, empty segments or dot segments."));
        Api.Verify();
    }

    [Test]
    public void SendAsync_requires_a_method_and_a_path()
    {
        Assert.That(() => _ = Client.SendAsync(null!, "/api/things"), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("method"));
        Assert.That(() => _ = Client.SendAsync(HttpMethod.Get, null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("path"));
    }
}
