using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Qboxmail.Tests;

/// <summary>The content of a body decides its kind, and its media type only what the content leaves open.</summary>
public class BodyContentTests : ApiTests
{
    private const string Domain = """{"resources":[{"code":"D1","name":"città.example"}]}""";

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("\r\n\t ")]
    [TestCase("""{"message": "Done"}""")]
    [TestCase("Done without error")]
    public async Task A_write_that_returns_text_html_without_a_page_succeeds(string body)
    {
        Api.Expect(HttpMethod.Put, "/api/domains/D1", _ => Typed(200, body, "text/html"));

        await Client.Domains.UpdateAsync("D1", new());

        Api.Verify();
    }

    [TestCase("text/html", "<!DOCTYPE html><p>Log in")]
    [TestCase("text/html", "Please <a href='/'>log in</a>")]
    [TestCase("application/json", " <html></html>")]
    [TestCase("application/json", "\t<html></html>")]
    [TestCase("application/json", "\r\n<html></html>")]
    [TestCase("text/plain", "<html></html>")]
    [TestCase(null, "<html></html>")]
    public async Task An_HTML_page_is_recognized_under_any_media_type(string? type, string body)
    {
        Api.Expect(HttpMethod.Put, "/api/domains/D1", _ => Typed(200, body, type));

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.UpdateAsync("D1", new()));

        Assert.That(exception!.Message, Does.StartWith("Domains_Update returned 200, but the response is an HTML page."));
        Assert.That(exception.RequestMayHaveBeenProcessed, Is.True);
    }

    [TestCase("text/html")]
    [TestCase("text/plain; charset=utf-8")]
    [TestCase("application/octet-stream")]
    [TestCase("application/json; charset=unheard-of")]
    [TestCase("application/json; charset=utf-16")]
    [TestCase("application/json; charset=utf-32")]
    [TestCase("application/json; charset=utf-7")]
    [TestCase(null)]
    public async Task JSON_is_read_under_any_media_type(string? type)
    {
        Assert.That((await GetAsync(Encoding.UTF8.GetBytes(Domain), type)).Name, Is.EqualTo("città.example"));
    }

    [TestCase("iso-8859-1")]
    [TestCase("ISO-8859-1")]
    [TestCase("\"iso-8859-1\"")]
    [TestCase("windows-1252")]
    [TestCase("iso-8859-15")]
    [TestCase("'latin1'")]
    [TestCase("us-ascii")]
    public async Task A_response_body_is_decoded_with_the_charset_of_its_content_type(string charset)
    {
        Assert.That((await GetAsync(Encoding.Latin1.GetBytes(Domain), $"application/json; charset={charset}")).Name, Is.EqualTo("città.example"));
    }

    [TestCase("windows-1252", (byte)0x80, "€")]
    [TestCase("cp1252", (byte)0x93, "“")]
    [TestCase("x-cp1252", (byte)0x9E, "ž")]
    [TestCase("iso-8859-1", (byte)0x9F, "Ÿ")]
    [TestCase("iso-8859-1", (byte)0xA4, "¤")]
    [TestCase("iso-8859-15", (byte)0xA4, "€")]
    [TestCase("latin9", (byte)0xBE, "Ÿ")]
    [TestCase("iso-8859-15", (byte)0xE0, "à")]
    public async Task Symbols_beside_the_letters_of_ISO_8859_1_are_decoded(string charset, byte symbol, string expected)
    {
        var body = Encoding.Latin1.GetBytes(Domain.Replace('à', (char)symbol));

        Assert.That((await GetAsync(body, $"application/json; charset={charset}")).Name, Is.EqualTo($"citt{expected}.example"));
    }

    [TestCase("iso-8859-1")]
    [TestCase("windows-1252")]
    [TestCase("iso-8859-15")]
    [TestCase("us-ascii")]
    public async Task A_body_in_UTF_8_is_read_in_spite_of_the_charset(string charset) =>
        Assert.That((await GetAsync(Encoding.UTF8.GetBytes(Domain), $"application/json; charset={charset}")).Name, Is.EqualTo("città.example"));

    [TestCase("{\"errors\": [\"name is ta")]
    [TestCase("{\"error\": x}")]
    public async Task An_update_fails_when_its_response_may_list_errors_but_is_not_valid_JSON(string body)
    {
        Api.Expect(HttpMethod.Put, "/api/domains/D1", _ => Typed(200, body, "application/json"));

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.UpdateAsync("D1", new()));

        Assert.That(
            exception!.Message,
            Does.StartWith($"Domains_Update returned 200, but the response is not valid JSON (application/json, {body.Length} bytes)."));
        Assert.That(exception.RequestMayHaveBeenProcessed, Is.True);
    }

    [TestCase("{\"message\": \"Upda")]
    [TestCase("[")]
    public async Task An_update_succeeds_when_its_damaged_response_cannot_list_errors(string body)
    {
        Api.Put("/api/domains/D1", HttpStatusCode.OK, body);

        await Client.Domains.UpdateAsync("D1", new());

        Api.Verify();
    }

    [Test]
    public async Task A_byte_order_mark_overrides_the_charset_and_is_removed()
    {
        foreach (var encoding in new Encoding[]
        {
            new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, new UTF32Encoding(true, true),
        })
        {
            byte[] body = [.. encoding.GetPreamble(), .. encoding.GetBytes(Domain)];
            using var api = new FakeApi();
            using var client = api.CreateClient();
            api.Expect(HttpMethod.Get, "/api/domains/D1", _ => Typed(200, body, "application/json; charset=iso-8859-1"));

            var response = await client.SendAsync(HttpMethod.Get, "/api/domains/D1");

            Assert.That(response.Body, Is.EqualTo(Domain), encoding.WebName);
            Assert.That((await GetAsync(body, "application/json")).Name, Is.EqualTo("città.example"), encoding.WebName);
        }
    }

    [Test]
    public async Task The_zero_bytes_of_UTF_16_and_UTF_32_count_more_than_the_charset(
        [Values("utf-16", "utf-16le", "utf-32", "utf-8", null)] string? charset)
    {
        foreach (var encoding in new Encoding[]
        {
            Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, new UTF32Encoding(bigEndian: true, byteOrderMark: false),
        })
        {
            var type = charset is null ? null : $"application/json; charset={charset}";
            Assert.That((await GetAsync(encoding.GetBytes(Domain), type)).Name, Is.EqualTo("città.example"), encoding.WebName);
        }
    }

    [TestCase("\"名前\"")]
    [TestCase("\"\u0085\"")]
    public async Task A_text_in_UTF_16_whose_second_character_is_not_ASCII_is_read(string text)
    {
        Api.Expect(HttpMethod.Get, "/api/x", _ => Typed(200, Encoding.Unicode.GetBytes(text), "text/plain; charset=utf-16"));

        Assert.That((await Client.SendAsync(HttpMethod.Get, "/api/x")).Body, Is.EqualTo(text));
    }

    [TestCase("{}", "utf-16")]
    [TestCase("{}", "utf-16BE")]
    [TestCase("{}", "utf-8")]
    [TestCase("5", "utf-8")]
    public async Task The_shortest_texts_are_read(string text, string encoding)
    {
        Api.Expect(HttpMethod.Get, "/api/x", _ => Typed(200, Encoding.GetEncoding(encoding).GetBytes(text), "application/json"));

        Assert.That((await Client.SendAsync(HttpMethod.Get, "/api/x")).Body, Is.EqualTo(text));
    }

    [Test]
    public async Task Several_byte_order_marks_stay_nowhere()
    {
        byte[] body = [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Domain)];

        Assert.That((await GetAsync(body, "application/json")).Name, Is.EqualTo("città.example"));
    }

    [TestCase(404, null, true)]
    [TestCase(404, "", true)]
    [TestCase(404, " \n", true)]
    [TestCase(404, """{"message": "Not found"}""", true)]
    [TestCase(404, "{}", true)]
    [TestCase(410, """{"error": "Gone"}""", true)]
    [TestCase(410, null, true)]
    [TestCase(404, "<html><title>404</title></html>", false)]
    [TestCase(404, "default backend - 404", false)]
    [TestCase(404, "[]", false)]
    [TestCase(404, "\"Not found\"", false)]
    [TestCase(404, """{"message": "Not""", false)]
    [TestCase(410, "Gone", false)]
    public async Task Only_a_404_or_410_from_the_API_itself_is_reported_as_NotFound(int status, string? body, bool isNotFound)
    {
        foreach (var type in new[] { "application/json", "text/html", "text/plain" })
        {
            using var api = new FakeApi();
            using var client = api.CreateClient();
            api.Expect(HttpMethod.Get, "/api/domains/D1", _ => body is null ? FakeApi.Response((HttpStatusCode)status) : Typed(status, body, type));

            var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.GetAsync("D1"));

            Assert.That((int)exception!.StatusCode, Is.EqualTo(status));
            Assert.That(exception.Reason, Is.EqualTo(isNotFound ? QboxmailErrorReason.NotFound : QboxmailErrorReason.Unexpected));
            Assert.That(
                exception.Message.Contains("A proxy or load balancer responded instead of the API", StringComparison.Ordinal),
                Is.EqualTo(!isNotFound));
        }
    }

    [TestCase("""{"message": "Validation failed", "errors": [{"field": "name", "description": "is taken"}]}""", "Validation failed (name is taken).")]
    [TestCase("""{"errors": {"name": ["is taken"]}, "resource_code": "D1"}""", "(name is taken).")]
    [TestCase("""{"errors": "No"}""", "(No).")]
    [TestCase("""{"errors": [17]}""", "200.")]
    [TestCase("""{"error": "No"}""", "No.")]
    [TestCase("""{"error": {"message": "No"}}""", "No.")]
    [TestCase("""{"error": {"code": 17}}""", "200.")]
    [TestCase("""{"error": true, "message": "No"}""", "No.")]
    [TestCase("""{"error": ["No", "Never"]}""", "No, Never.")]
    [TestCase("""{"errors": [], "error": "No"}""", "No.")]
    [TestCase("""{"errors": true}""", "200.")]
    [TestCase("""{"success": false, "message": "No"}""", "No.")]
    public async Task A_write_that_returns_success_with_errors_fails(string body, string words)
    {
        foreach (var send in new Func<QboxmailClient, Task>[]
        {
            client => client.Domains.UpdateAsync("D1", new()),
            client => client.Domains.CreateAsync(new("example.com", "Secret-1")),
            client => client.Delivery.Domains.CreateAsync(new("example.com")),
            client => client.Domains.VerifyDnsOwnershipNowAsync("D1"),
        })
        {
            using var server = new StubHandler(_ => Typed(200, body, "application/json"));
            using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token }, server);

            var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => send(client));

            Assert.That((exception!.Reason, exception.RequestMayHaveBeenProcessed), Is.EqualTo((QboxmailErrorReason.ValidationFailed, true)));
            Assert.That(exception.Message, Does.EndWith($"{words} The request may have been processed; check the resource before retrying."));
            Assert.That(server.Count, Is.EqualTo(1));
        }
    }

    [TestCase("""{"message": "Updated", "errors": []}""")]
    [TestCase("""{"message": "Updated", "errors": null}""")]
    [TestCase("""{"errors": {}, "error": ""}""")]
    [TestCase("""{"error": false}""")]
    [TestCase("""{"error": 0, "errors": false}""")]
    [TestCase("""{"error": {}}""")]
    [TestCase("""{"error": [null, ""]}""")]
    [TestCase("""{"success": true}""")]
    public async Task A_write_that_returns_success_with_empty_errors_succeeds(string body)
    {
        Api.Put("/api/domains/D1", HttpStatusCode.OK, body);

        await Client.Domains.UpdateAsync("D1", new());

        Api.Verify();
    }

    private static async Task<Domain> GetAsync(byte[] body, string? type)
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Expect(HttpMethod.Get, "/api/domains/D1", _ => Typed(200, body, type));
        return await client.Domains.GetAsync("D1");
    }

    private static HttpResponseMessage Typed(int status, string body, string? type) => Typed(status, Encoding.UTF8.GetBytes(body), type);

    private static HttpResponseMessage Typed(int status, byte[] body, string? type)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        return FakeApi.Response((HttpStatusCode)status, content);
    }
}
