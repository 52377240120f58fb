using System.Net;
using System.Text;
using Qboxmail.Http;

namespace Qboxmail.Tests;

public class UnreadableResponseTests : ApiTests
{
    [Test]
    public async Task An_HTML_page_instead_of_JSON_is_an_unexpected_response()
    {
        Api.Expect(HttpMethod.Get, "/api/domains/D1", _ => FakeApi.Response(
            HttpStatusCode.OK, new StringContent("<!DOCTYPE html><title>Login</title>", Encoding.UTF8, "text/html")));

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.GetAsync("D1"));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.Unexpected));
        Assert.That(exception.RequestMayHaveBeenProcessed, Is.False);
        Assert.That(exception.ResponseBody, Is.EqualTo("Login"));
        Assert.That(exception.Message, Is.EqualTo("Domains_Get returned 200, but the response is an HTML page."));
        Api.Verify();
    }

    [Test]
    public async Task An_HTML_page_with_an_error_status_is_reported_by_its_status()
    {
        using var client = Api.CreateClient(options => options.MaxRetries = 0);
        Api.Expect(HttpMethod.Get, "/api/domains/D1", _ => FakeApi.Response(
            HttpStatusCode.BadGateway, new StringContent("<h1>502 Bad Gateway</h1>", Encoding.UTF8, "text/html")));

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.GetAsync("D1"));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.ServerError));
        Assert.That(exception.ResponseBody, Is.Empty);
        Assert.That(exception.Message, Is.EqualTo("Domains_Get failed: 502 (text/html, 24 bytes)."));
    }

    [TestCase(HttpStatusCode.OK)]
    [TestCase(HttpStatusCode.NoContent)]
    public async Task A_success_response_without_a_required_body_is_unexpected(HttpStatusCode status)
    {
        Api.Get("/api/domains/D1", status);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.GetAsync("D1"));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.Unexpected));
        Assert.That(exception.ResponseBody, Is.Empty);
        Assert.That(exception.Message, Is.EqualTo($"Domains_Get returned {(int)status}, but the response has no body."));
        Api.Verify();
    }

    [TestCase("{")]
    [TestCase("""{"resources": [{"code": "D1"}""")]
    [TestCase("""{"resources": [{"code": "D1"}]} and more""")]
    [TestCase("""{"resources": [{"code": "D1"}]}{}""")]
    [TestCase("""{"resources": [{"code": D1}]}""")]
    [TestCase("""{"resources": [{"code": new Date(1)}]}""")]
    public async Task Truncated_or_malformed_JSON_is_described_by_type_and_size(string body)
    {
        Api.Get("/api/domains/D1", body);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.GetAsync("D1"));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.Unexpected));
        Assert.That(
            exception.Message, Is.EqualTo($"Domains_Get returned 200, but the response is not valid JSON (application/json, {body.Length} bytes)."));
        Assert.That(exception.ResponseBody, Is.Empty);
        Api.Verify();
    }

    [Test]
    public async Task A_creation_with_truncated_JSON_in_the_response_may_have_been_processed()
    {
        Api.Post("/api/domains", HttpStatusCode.Created, """{"resource_code": "D1""");

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.CreateAsync(new("example.com", "Secret-1")));

        Assert.That(exception!.RequestMayHaveBeenProcessed, Is.True);
        Assert.That(
            exception.Message,
            Is.EqualTo(
                "Domains_Create returned 201, but the response is not valid JSON (application/json, 21 bytes)." +
                " The request may have been processed; check the resource before retrying."));
    }

    [Test]
    public async Task JSON_at_the_maximum_depth_is_read()
    {
        Api.Get("/api/domains/D1", $$"""{"resources": [{"code": "D1", "more": {{Nested(60)}}}]}""");

        var domain = await Client.Domains.GetAsync("D1");

        Assert.That(domain.Code, Is.EqualTo("D1"));
    }

    [TestCase(100)]
    [TestCase(100_000)]
    public async Task JSON_beyond_the_maximum_depth_is_unexpected(int depth)
    {
        Api.Get("/api/domains/D1", $$"""{"resources": [{"code": "D1", "more": {{Nested(depth)}}}]}""");

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.GetAsync("D1"));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.Unexpected));
    }

    [Test]
    public async Task An_error_body_beyond_the_maximum_depth_keeps_its_status_code()
    {
        Api.Get("/api/domains/D1", HttpStatusCode.NotFound, Nested(100_000));

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.GetAsync("D1"));

        Assert.That(exception!.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(
            exception.Message,
            Does.StartWith("Domains_Get failed: 404 (application/json, 200000 bytes). A proxy or load balancer responded"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_response_may_be_as_large_as_MaxResponseSize(bool tellsItsLength)
    {
        using var client = Api.CreateClient(options => options.MaxResponseSize = 1024);
        Api.Expect(HttpMethod.Get, "/api/domains/D1", _ => Sized(HttpStatusCode.OK, 1024, tellsItsLength));

        var domain = await client.Domains.GetAsync("D1");

        Assert.That(domain.Code, Is.EqualTo("D1"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_response_larger_than_MaxResponseSize_is_unexpected(bool tellsItsLength)
    {
        using var client = Api.CreateClient(options => options.MaxResponseSize = 1024);
        Api.Expect(HttpMethod.Get, "/api/domains/D1", _ => Sized(HttpStatusCode.OK, 1025, tellsItsLength));

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.GetAsync("D1"));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.Unexpected));
        Assert.That(exception.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(exception.RequestMayHaveBeenProcessed, Is.False);
        Assert.That(exception.ResponseBody, Is.Empty);
        Assert.That(exception.Message, Is.EqualTo("Domains_Get returned 200, but the response is larger than MaxResponseSize (1024 bytes)."));
        Api.Verify();
    }

    [Test]
    public async Task A_write_with_a_response_larger_than_MaxResponseSize_may_have_been_processed()
    {
        using var client = Api.CreateClient(options => options.MaxResponseSize = 1024);
        Api.Expect(HttpMethod.Delete, "/api/domains/D1", _ => Sized(HttpStatusCode.OK, 1025, tellsItsLength: true));

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.DeleteAsync("D1"));

        Assert.That(exception!.RequestMayHaveBeenProcessed, Is.True);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task An_error_larger_than_MaxResponseSize_keeps_its_reason_without_its_body(bool tellsItsLength)
    {
        using var client = Api.CreateClient(options => options.MaxResponseSize = 1024);
        Api.Expect(HttpMethod.Post, "/api/domains/D1/dkim", _ => Sized(HttpStatusCode.UnprocessableEntity, 5000, tellsItsLength));

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.GenerateDkimAsync("D1"));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.ValidationFailed));
        Assert.That(exception.RequestMayHaveBeenProcessed, Is.False);
        Assert.That(exception.ResponseBody, Is.Empty);
        Assert.That(exception.Message, Does.Match(@"^Domains_GenerateDkim failed: 422 \((text/plain|no content type), 1024 bytes\)\.$"));
        Api.Verify();
    }

    [Test]
    public async Task An_error_larger_than_MaxResponseSize_is_retried_like_any_other()
    {
        using var client = Api.CreateClient(options => options.MaxResponseSize = 1024);
        Api.Time.AutoAdvanceDelays = true;
        Api.Expect(HttpMethod.Get, "/api/domains/D1", _ => Sized(HttpStatusCode.BadGateway, 5000, tellsItsLength: true));
        Api.Get("/api/domains/D1", """{"resources": [{"code": "D1"}]}""");

        var domain = await client.Domains.GetAsync("D1");

        Assert.That(domain.Code, Is.EqualTo("D1"));
        Api.Verify();
    }

    [Test]
    public async Task A_false_Content_Length_does_not_cause_a_large_allocation()
    {
        using var body = new BodyStream("{}");
        using var content = new StreamContent(body);
        content.Headers.ContentLength = 60 * 1024 * 1024;
        var before = GC.GetAllocatedBytesForCurrentThread();

        // The read completes synchronously, on this thread.
        var read = ResponseBodyReader.ReadAsync(content, maxSize: 64 * 1024 * 1024, isError: false, CancellationToken.None);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.That((await read).Bytes, Is.EqualTo("{}"u8.ToArray()));
        Assert.That(allocated, Is.LessThan(8 * 1024 * 1024));
    }

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    private static HttpResponseMessage Sized(HttpStatusCode status, int size, bool tellsItsLength)
    {
        var text = """{"resources": [{"code": "D1"}]}""".PadRight(size);
        return FakeApi.Response(status, tellsItsLength ? new StringContent(text) : new StreamContent(new BodyStream(text)));
    }
}
