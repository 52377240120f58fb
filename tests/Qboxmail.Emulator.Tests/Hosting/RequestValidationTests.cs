using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Tests;

public class RequestValidationTests : EmulatorFixture
{
    [SetUp]
    public void Fill()
    {
        Api.Http.DefaultRequestHeaders.Add("X-Api-Token", Api.Emulator.Token);
    }

    [TestCase("GET", "/api/nothing", HttpStatusCode.NotFound, "Not found")]
    [TestCase("POST", "/api/domains/D123456789/nothing", HttpStatusCode.NotFound, "Not found")]
    [TestCase("GET", "/api/%2e%2e/%ff", HttpStatusCode.NotFound, "Not found")]
    [TestCase("GET", "/api", HttpStatusCode.NotFound, "Not found")]
    [TestCase("GET", "/somewhere/else", HttpStatusCode.NotFound, "Not found")]
    [TestCase("DELETE", "/api/domains", HttpStatusCode.MethodNotAllowed, "Method not allowed")]
    [TestCase("PATCH", "/api/domains", HttpStatusCode.MethodNotAllowed, "Method not allowed")]
    public async Task An_unknown_path_or_method_returns_an_error_body(
        string method, string path, HttpStatusCode status, string message)
    {
        var response = await Api.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.That(response.StatusCode, Is.EqualTo(status));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo($$"""{"message":"{{message}}","errors":[]}"""));
    }

    [TestCase("/api/domains", "GET, POST")]
    [TestCase("/api/domains/without_manager", "DELETE, GET, PUT")]
    [TestCase("/api/domains/D123456789/email_accounts", "GET, POST")]
    public async Task An_unsupported_method_returns_the_allowed_methods(string path, string methods)
    {
        var response = await Api.Http.SendAsync(new HttpRequestMessage(HttpMethod.Patch, path));

        Assert.That(string.Join(", ", response.Content.Headers.Allow), Is.EqualTo(methods));
    }

    [TestCase("")]
    [TestCase("name=example.com")]
    [TestCase("{\"name\": ")]
    [TestCase("{\"name\": \"\u0001\"}")]
    [TestCase("{} {}")]
    public async Task A_request_body_that_is_not_JSON_is_rejected(string body)
    {
        var response = await SendAsync(HttpMethod.Post, "/api/domains", body);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("""{"message":"The body is not valid JSON","errors":[]}"""));
    }

    [Test]
    public async Task A_request_body_nested_a_thousand_levels_deep_is_rejected()
    {
        var response = await SendAsync(HttpMethod.Post, "/api/domains", new string('[', 1000) + new string(']', 1000));

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("""{"message":"The body is not valid JSON","errors":[]}"""));
    }

    [TestCase(10 * 1024 * 1024, false, 422)]
    [TestCase((10 * 1024 * 1024) + 1, false, 413)]
    [TestCase((10 * 1024 * 1024) + 1, true, 413)]
    [TestCase(40 * 1024 * 1024, true, 413)]
    [CancelAfter(60_000)]
    public async Task A_request_body_above_10_MB_is_rejected_and_the_server_continues_to_respond(
        int size, bool isChunked, int status, CancellationToken cancellationToken)
    {
        var body = Encoding.ASCII.GetBytes($$"""{"name":"{{new string('x', size - 11)}}"}""");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/domains") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TransferEncodingChunked = isChunked;

        var response = await Api.Http.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);

        Assert.That(body, Has.Length.EqualTo(size));
        Assert.That((int)response.StatusCode, Is.EqualTo(status));
        Assert.That(text, Does.StartWith(
            status == 413 ? """{"message":"The body is larger than 10 MB","errors":[]}""" : """{"message":"Validation failed","""));
        Assert.That((await Api.Http.GetAsync("/api/domains", cancellationToken)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_request_body_above_10_MB_is_read_but_not_buffered(CancellationToken cancellationToken)
    {
        var piece = new byte[1024 * 1024];
        var pieces = Enumerable.Repeat(piece, 99);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        using var content = new PiecesContent(pieces);
        content.Headers.ContentType = new("application/json");

        var response = await Api.Http.PostAsync("/api/domains", content, cancellationToken);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        // A stream that grows to 10 MB takes 32 MB by and by.
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(64 * 1024 * 1024));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_request_body_above_100_MB_is_rejected_before_it_is_read(CancellationToken cancellationToken)
    {
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(Api.Emulator.Address.Host, Api.Emulator.Address.Port, cancellationToken);
        var head = $"POST /api/domains HTTP/1.1\r\nHost: localhost\r\nX-Api-Token: {Api.Emulator.Token}\r\nContent-Length: 200000000\r\n\r\n";

        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), cancellationToken);
        var answer = await new StreamReader(client.GetStream()).ReadToEndAsync(cancellationToken);

        Assert.That(answer, Does.StartWith("HTTP/1.1 413 ").And.Contain("""{"message":"The body is larger than 10 MB","errors":[]}"""));
    }

    [Test]
    public async Task A_thousand_concurrent_valid_and_invalid_requests_do_not_disturb_each_other()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(async number => (number % 4) switch
        {
            0 => (await SendAsync(HttpMethod.Post, "/api/domains", Domain($"d{number}.example"))).StatusCode,
            1 => (await Api.Http.GetAsync("/api/domains?per=1")).StatusCode,
            2 => (await SendAsync(HttpMethod.Post, "/api/domains", "{")).StatusCode,
            _ => (await Api.Http.GetAsync("/api/nothing")).StatusCode,
        }));

        Assert.That(answers.Select((status, number) => (int)status == (number % 4) switch { 0 => 201, 1 => 200, 2 => 422, _ => 404 }), Is.All.True);
        Assert.That(await Api.Client.Domains.ListAsync().GetTotalCountAsync(), Is.EqualTo(250));
        Assert.That(Api.Emulator.Requests.Count("Domains_Create"), Is.EqualTo(500));
    }

    [Test]
    public async Task A_thousand_concurrent_creations_of_one_name_create_it_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => SendAsync(HttpMethod.Post, "/api/domains", Domain("example.com"))));

        Assert.That(answers.Count(answer => answer.StatusCode == HttpStatusCode.Created), Is.EqualTo(1));
        Assert.That(answers.Count(answer => answer.StatusCode == HttpStatusCode.UnprocessableEntity), Is.EqualTo(999));
    }

    [TestCase("name", "null")]
    [TestCase("name", "5")]
    [TestCase("postmaster_password_confirmation", "\"Correct-horse-8\"")]
    [TestCase("max_email_quota", "7")]
    public async Task An_invalid_field_is_named_in_the_error(string field, string value)
    {
        var body = new JsonObject
        {
            ["name"] = "example.com",
            ["postmaster_password"] = Password,
            ["postmaster_password_confirmation"] = Password,
            [field] = JsonNode.Parse(value),
        };

        Assert.That(await FieldsAsync(HttpMethod.Post, "/api/domains", body.ToJsonString()), Is.EqualTo([field]));
    }

    [Test]
    public async Task A_null_for_an_enum_field_is_named_in_the_error()
    {
        var domain = await Api.CreateActiveDomainAsync();
        var mailbox = (await Api.CreateMailboxAsync(domain)).ResourceCode;

        Assert.That(await FieldsAsync(HttpMethod.Put, $"/api/domains/{domain}/email_accounts/{mailbox}/status", """{"status": null}"""),
            Is.EqualTo(["status"]));
    }

    [Test]
    public async Task A_request_body_with_a_duplicate_property_is_rejected()
    {
        var response = await SendAsync(HttpMethod.Post, "/api/domains", """{"name": "example.com", "name": "example.org"}""");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("The body is not valid JSON"));
    }

    private sealed class PiecesContent(IEnumerable<byte[]> pieces) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            foreach (var piece in pieces)
            {
                await stream.WriteAsync(piece);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    private static string Domain(string name) => new JsonObject
    {
        ["name"] = name,
        ["postmaster_password"] = Password,
        ["postmaster_password_confirmation"] = Password,
    }.ToJsonString();

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string body) =>
        Api.Http.SendAsync(new HttpRequestMessage(method, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") });

    private async Task<IEnumerable<string>> FieldsAsync(HttpMethod method, string path, string body)
    {
        var response = await SendAsync(method, path, body);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        return [.. answer["errors"]!.AsArray().Select(error => error!["field"]!.GetValue<string>())];
    }
}
