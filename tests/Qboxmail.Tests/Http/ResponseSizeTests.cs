using System.Net;
using System.Text;

namespace Qboxmail.Tests;

/// <summary>The library reads a bounded part of any response and keeps a bounded part of what it read.</summary>
public class ResponseSizeTests : ApiTests
{
    private const int MaxResponseSize = 256 * 1024;
    private const int BufferSize = 16 * 1024;
    private const int MaxErrorSize = 1024 * 1024;
    private const long TwoHundredMegabytes = 200_000_000;

    [TestCase("""{"resources": [""", """{"code": "D1", "name": "example.com"},""", TwoHundredMegabytes, false)]
    [TestCase("""{"resources": [""", """{"code": "D1", "name": "example.com"},""", TwoHundredMegabytes, true)]
    [TestCase("""{"resources": [{"code": """ + "\"", "x", long.MaxValue, false)]
    [TestCase("", " ", long.MaxValue, false)]
    public async Task A_response_above_the_maximum_size_is_not_read_beyond_it(string beginning, string repeated, long length, bool isLengthKnown)
    {
        using var body = Body(beginning, repeated, length);
        using var server = new StubHandler(_ => Response(HttpStatusCode.OK, body, isLengthKnown ? length : null));
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token, MaxRetries = 0, MaxResponseSize = MaxResponseSize }, server);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.GetAsync("D1"));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.Unexpected));
        Assert.That(body.BytesRead, Is.LessThanOrEqualTo(MaxResponseSize + BufferSize));
    }

    [TestCase(16 * 1024)]
    [TestCase(32 * 1024)]
    [TestCase(64 * 1024)]
    public async Task A_response_one_byte_above_a_maximum_as_large_as_a_buffer_is_rejected(int maxSize)
    {
        using var body = Body("""{"resources": []}""", " ", maxSize + 1);
        using var server = new StubHandler(_ => Response(HttpStatusCode.OK, body));
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token, MaxResponseSize = maxSize }, server);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Permissions.ListAsync());

        Assert.That(exception!.Message, Does.Contain($"the response is larger than MaxResponseSize ({maxSize} bytes)"));
    }

    [Test]
    public async Task An_error_body_is_read_up_to_a_smaller_size_than_other_bodies()
    {
        using var body = Body("""{"message": """ + "\"", "password ", long.MaxValue);
        using var server = new StubHandler(_ => Response(HttpStatusCode.InternalServerError, body));
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token, MaxRetries = 0 }, server);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.GetAsync("D1"));

        Assert.That(exception!.ResponseBody, Is.Empty);
        // One byte more shows that the body is too large.
        Assert.That(body.BytesRead, Is.EqualTo(MaxErrorSize + 1));
    }

    [TestCase(1024, true)]
    [TestCase(1025, false)]
    public async Task An_error_body_is_quoted_up_to_MaxResponseSize(int size, bool isQuoted)
    {
        var body = $$"""{"message":"{{new string('x', size - 14)}}"}""";
        using var client = Api.CreateClient(options => options.MaxResponseSize = 1024);
        Api.Get("/api/domains/D1", HttpStatusCode.BadRequest, body);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.GetAsync("D1"));

        Assert.That(body, Has.Length.EqualTo(size));
        Assert.That(exception!.ResponseBody, Is.EqualTo(isQuoted ? body : ""));
    }

    private static RepeatingStream Body(string beginning, string repeated, long length) =>
        new(Encoding.UTF8.GetBytes(beginning), Encoding.UTF8.GetBytes(repeated), length);

    private static HttpResponseMessage Response(HttpStatusCode status, Stream body, long? length = null) =>
        new(status) { Content = new StreamContent(body) { Headers = { ContentLength = length } } };
}
