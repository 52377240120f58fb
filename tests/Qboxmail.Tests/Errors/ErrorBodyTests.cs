using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Qboxmail.Tests;

/// <summary>The body of an error is quoted as far as it can be searched for secrets.</summary>
public class ErrorBodyTests : ApiTests
{
    private const string Password = "hunter2-hunter2";

    [Test]
    public async Task A_JSON_error_body_is_kept_without_whitespace()
    {
        var exception = await RefusedAsync("""{"message": "No", "unknown": [1, 2.50, null, true, {"a": "è"}]}""");

        Assert.That(exception.ResponseBody, Is.EqualTo("""{"message":"No","unknown":[1,2.50,null,true,{"a":"è"}]}"""));
    }

    [TestCase("[1]", "[1]")]
    [TestCase("\"Not now\"", "\"Not now\"")]
    [TestCase("null", "null")]
    public async Task A_JSON_error_body_that_is_not_an_object_is_kept(string body, string expected)
    {
        var exception = await RefusedAsync(body);

        Assert.That(exception.ResponseBody, Is.EqualTo(expected));
        Assert.That(exception.Message, Is.EqualTo("Domains_Get failed: 400."));
    }

    [Test]
    public async Task A_long_JSON_error_body_is_truncated_to_16384_characters()
    {
        var exception = await RefusedAsync($$"""{"x":"{{new string('x', 20_000)}}"}""");

        Assert.That(exception.ResponseBody, Is.EqualTo("""{"x":" """.TrimEnd() + new string('x', (16 * 1024) - 6)));
    }

    [TestCase(1024 * 1024, true)]
    [TestCase((1024 * 1024) + 1, false)]
    public async Task A_JSON_error_body_above_one_megabyte_is_described_by_type_and_size(int size, bool isQuoted)
    {
        var exception = await RefusedAsync($$"""{"message":"{{new string('x', size - 14)}}"}""");

        Assert.That(exception.ResponseBody, isQuoted ? Does.StartWith("""{"message":"xxx""") : Is.Empty);
        Assert.That(
            exception.Message, isQuoted ? Does.EndWith("xxx...") : Is.EqualTo("Domains_Get failed: 400 (application/json, 1048576 bytes)."));
    }

    [TestCase("""{"message": "No", "errors": [{"field": "name", "descr""")]
    [TestCase("""{"message": "No"} and more""")]
    [TestCase("""{'message': 'No'}""")]
    public async Task A_malformed_JSON_error_body_is_described_by_type_and_size(string body)
    {
        var exception = await RefusedAsync(body);

        Assert.That(exception.ResponseBody, Is.Empty);
        Assert.That(exception.Message, Is.EqualTo($"Domains_Get failed: 400 (application/json, {body.Length} bytes)."));
    }

    [TestCase("Bad gateway", "Bad gateway")]
    [TestCase("-", "-")]
    [TestCase("  upstream timed out.\r\n", "upstream timed out.")]
    public async Task A_short_plain_text_error_body_is_quoted(string body, string quoted)
    {
        var exception = await RefusedAsync(body, "text/plain");

        Assert.That(exception.ResponseBody, Is.EqualTo(quoted));
        Assert.That(exception.Message, Is.EqualTo($"Domains_Get failed: 400 {quoted.TrimEnd('.')}."));
    }

    [TestCase(200, true)]
    [TestCase(201, false)]
    public async Task A_plain_text_error_body_is_quoted_up_to_200_characters(int length, bool isQuoted)
    {
        var exception = await RefusedAsync(new string('x', length), "text/plain");

        Assert.That(exception.ResponseBody, Is.EqualTo(isQuoted ? new string('x', length) : ""));
        Assert.That(exception.Message, Does.EndWith(isQuoted ? "xxx." : "400 (text/plain, 201 bytes)."));
    }

    [TestCase(null, "no content type")]
    [TestCase("application/xml", "application/xml")]
    [TestCase("text/csv", "text/csv")]
    public async Task An_error_body_of_another_media_type_is_described_by_type_and_size(string? type, string described)
    {
        var exception = await RefusedAsync("Bad gateway", type);

        Assert.That(exception.ResponseBody, Is.Empty);
        Assert.That(exception.Message, Is.EqualTo($"Domains_Get failed: 400 ({described}, 11 bytes)."));
    }

    [TestCase("<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>", "502 Bad Gateway")]
    [TestCase("<HTML><TITLE lang=\"en\">\n Sign in &amp; go on \n</TITLE>", "Sign in & go on")]
    public async Task The_title_of_an_HTML_error_page_is_quoted(string body, string title)
    {
        foreach (var type in new[] { "text/html", "application/json" })
        {
            var exception = await RefusedAsync(body, type);

            Assert.That(exception.ResponseBody, Is.EqualTo(title));
            Assert.That(exception.Message, Is.EqualTo($"Domains_Get failed: 400 {title}."));
        }
    }

    [TestCase("<h1>502 Bad Gateway</h1>")]
    [TestCase("<title></title>")]
    [TestCase("<title>")]
    public async Task An_HTML_error_page_without_a_title_is_described_by_type_and_size(string body)
    {
        var exception = await RefusedAsync(body, "text/html");

        Assert.That(exception.ResponseBody, Is.Empty);
        Assert.That(exception.Message, Is.EqualTo($"Domains_Get failed: 400 (text/html, {body.Length} bytes)."));
    }

    [TestCase("text/plain", "Token {0} is bad.")]
    [TestCase("text/html", "<title>Token {0} is bad.</title>")]
    [TestCase("text/html", "<title>Bad token</title><p>{0}</p>")]
    [TestCase("text/plain", "Token {0} is bad: \\u0022.")]
    public async Task An_error_text_that_contains_a_secret_is_not_quoted(string type, string format)
    {
        foreach (var secret in new[]
        {
            FakeApi.Token,
            WebUtility.UrlEncode(FakeApi.Token),
            FakeApi.Token.Replace("-", "&#45;", StringComparison.Ordinal),
        })
        {
            var exception = await RefusedAsync(string.Format(null, format, secret), type);

            Assert.That(exception.ResponseBody, Is.Empty);
            Assert.That(exception.Message, Does.Match($@"^Domains_Get failed: 400 \({type}, \d+ bytes\)\.$"));
        }
    }

    [TestCase(typeof(IOException))]
    [TestCase(typeof(HttpRequestException))]
    public async Task A_body_that_breaks_off_does_not_hide_the_status(Type type)
    {
        using var server = new StubHandler(_ => FakeApi.Response(
            HttpStatusCode.Unauthorized, new StreamContent(new BodyStream("Unauth", _ => throw (Exception)Activator.CreateInstance(type)!))));
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token }, server);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.CreateAsync(new("example.com", Password)));

        Assert.That(
            (exception!.Reason, exception.ResponseBody, exception.RequestMayHaveBeenProcessed),
            Is.EqualTo((QboxmailErrorReason.Unauthorized, "", false)));
        Assert.That(server.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task A_retried_call_reports_the_last_error_body()
    {
        using var client = Api.CreateClient(options => options.MaxRetries = 1);
        Api.Time.AutoAdvanceDelays = true;
        Api.Get("/api/domains/D1", HttpStatusCode.BadGateway, """{"message": "first"}""");
        Api.Get("/api/domains/D1", HttpStatusCode.NotFound);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.GetAsync("D1"));

        Assert.That(exception!.ResponseBody, Is.Empty);
        Api.Verify();
    }

    [TestCase("""{"password":"hunter2"}""", """{"password":"***"}""")]
    [TestCase("""{"Password":"hunter2","a":1}""", """{"Password":"***","a":1}""")]
    [TestCase("""{"user":{"smtp_password":"hunter2","name":"a"}}""", """{"user":{"smtp_password":"***","name":"a"}}""")]
    [TestCase("""{"token":12345,"apikey":["hunter2"],"client_secret":{"a":"hunter2"}}""", """{"token":"***","apikey":"***","client_secret":"***"}""")]
    [TestCase("""{"password":null,"has_token":true}""", """{"password":null,"has_token":true}""")]
    [TestCase("""{"password":"hunter2","password":null}""", """{"password":null}""")]
    [TestCase("""[{"api_token":"hunter2"}]""", """[{"api_token":"***"}]""")]
    [TestCase("""{"errors":{"password":["is too short"]}}""", """{"errors":{"password":["is too short"]}}""")]
    [TestCase("""{"errors":[{"field":"password","description":"is bad"}]}""", """{"errors":[{"field":"password","description":"is bad"}]}""")]
    public async Task Secret_fields_of_an_error_body_are_masked(string body, string expected)
    {
        var exception = await RefusedAsync(body);

        Assert.That(exception.ResponseBody, Is.EqualTo(expected));
    }

    [Test]
    public async Task Problem_details_appear_in_the_error_message()
    {
        const string body = """{"type":"about:blank","title":"Unprocessable","detail":"The quota is too small.","status":422}""";

        var exception = await RefusedAsync(body, "application/problem+json");

        Assert.That(exception.Message, Is.EqualTo("Domains_Get failed: 400 Unprocessable: The quota is too small."));
        Assert.That(exception.ResponseBody, Is.EqualTo(body));
    }

    [TestCase("""{"title":"Unprocessable"}""", "Unprocessable.")]
    [TestCase("""{"error":{"message":"No","code":7}}""", "No.")]
    [TestCase("""{"error":{"title":"No","detail":"Never"}}""", "No: Never.")]
    [TestCase("""{"error":{"code":7},"title":"No"}""", "No.")]
    [TestCase("""{"message":["No","Never",7,""]}""", "No, Never.")]
    [TestCase("""{"message":[],"title":"No"}""", "No.")]
    [TestCase("""{"detail":"The quota is too small."}""", "The quota is too small.")]
    [TestCase("""{"message":" ","error":"missing_payload"}""", "missing_payload.")]
    [TestCase("""{"message":"No","error":"x","title":"y"}""", "No.")]
    [TestCase("""{"message":{"a":1},"title":"y"}""", "y.")]
    public async Task The_message_of_an_error_may_be_in_several_fields(string body, string words)
    {
        var exception = await RefusedAsync(body);

        Assert.That(exception.Message, Is.EqualTo($"Domains_Get failed: 400 {words}"));
    }

    [Test]
    public async Task An_error_body_is_decoded_with_the_charset_of_its_content_type()
    {
        Api.Expect(
            HttpMethod.Get,
            "/api/domains/D1",
            _ => Typed(Encoding.Latin1.GetBytes("""{"message":"già preso"}"""), "application/json; charset=ISO-8859-1"));

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.GetAsync("D1"));

        Assert.That(exception!.Message, Is.EqualTo("Domains_Get failed: 400 già preso."));
    }

    private static HttpResponseMessage Typed(byte[] body, string? type)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        return FakeApi.Response(HttpStatusCode.BadRequest, content);
    }

    private static async Task<QboxmailApiException> RefusedAsync(string body, string? type = "application/json")
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Expect(HttpMethod.Get, "/api/domains/D1", _ => Typed(Encoding.UTF8.GetBytes(body), type));

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.GetAsync("D1"));

        api.Verify();
        return exception!;
    }
}
