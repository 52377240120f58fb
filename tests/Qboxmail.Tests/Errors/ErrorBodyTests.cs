using System.Net;
using System.Text;

namespace Qboxmail.Tests;

public class ErrorBodyTests
{
    [Test]
    public async Task The_body_is_kept_as_it_came()
    {
        var exception = await Refused("""{"message": "No", "unknown": [1, {"a": "è"}]}""");

        Assert.That(exception.ResponseBody, Is.EqualTo("""{"message": "No", "unknown": [1, {"a": "è"}]}"""));
    }

    [TestCase(16 * 1024, 16 * 1024)]
    [TestCase(16 * 1024 + 1, 16 * 1024)]
    [TestCase(1024 * 1024, 16 * 1024)]
    public async Task A_long_body_is_cut(int length, int kept)
    {
        var exception = await Refused(new string('x', length));

        Assert.That(exception.ResponseBody, Is.EqualTo(new string('x', kept)));
    }

    [Test]
    public async Task A_body_that_breaks_off_leaves_the_status_and_what_came()
    {
        using var server = new StubHandler(_ => FakeApi.Answer(HttpStatusCode.Unauthorized, new StreamContent(BodyStream.Breaking("Unauth"))));
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token }, server);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.CreateAsync(new("example.com", "Secret-1", "Secret-1")));

        Assert.That((exception!.Reason, exception.ResponseBody, exception.RequestMayHaveBeenProcessed), Is.EqualTo((QboxmailErrorReason.Unauthorized, "Unauth", false)));
        Assert.That(server.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task A_repeated_call_keeps_the_last_body()
    {
        using var api = new FakeApi();
        using var client = api.CreateClient(options => options.MaxRetries = 1);
        api.Time.AutoAdvanceDelays = true;
        api.Get("/api/domains/D1", HttpStatusCode.BadGateway, """{"message": "first"}""");
        api.Get("/api/domains/D1", HttpStatusCode.NotFound);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.GetAsync("D1"));

        Assert.That(exception!.ResponseBody, Is.Empty);
        api.Verify();
    }

    [TestCase("""{"password": "hunter2"}""", """{"password": "***"}""")]
    [TestCase("""{"Password" : "hunter2"}""", """{"Password" : "***"}""")]
    [TestCase("""{"user": {"smtp_password": "hunter2", "name": "a"}}""", """{"user": {"smtp_password": "***", "name": "a"}}""")]
    [TestCase("""{"api_token": "hunter2"}""", """{"api_token": "***"}""")]
    [TestCase("""{"token": 12345}""", """{"token": "***"}""")]
    [TestCase("""{"client_secret": "a\"hunter2"}""", """{"client_secret": "***"}""")]
    [TestCase("""{"apikey": "hunter2", "api_key": "hunter3"}""", """{"apikey": "***", "api_key": "***"}""")]
    [TestCase("""{"password": "hunter2""", """{"password": "***" """)]
    [TestCase("""{"errors": [{"field": "password", "description": "is bad"}]}""", """{"errors": [{"field": "password", "description": "is bad"}]}""")]
    [TestCase("""{"errors": {"password": ["is too short"]}}""", """{"errors": {"password": ["is too short"]}}""")]
    [TestCase("""{"password": null}""", """{"password": null}""")]
    [TestCase("""{"password": -12.5e3, "name": "a"}""", """{"password": "***", "name": "a"}""")]
    [TestCase("""{"token": {"value": "hunter2", "more": ["]}", {}]}, "name": "a"}""", """{"token": "***", "name": "a"}""")]
    [TestCase("""{"token": {"value": "hunter2" """, """{"token": "***" """)]
    [TestCase("""{"password": hunter2, "name": "a"}""", """{"password": "***", "name": "a"}""")]
    [TestCase("""{"password":"password":"hunter2", "name": "a"}""", """{"password":"***", "name": "a"}""")]
    [TestCase("""{"message": "Bad: {\"password\": \"hun\\\"ter2\", \"name\": \"a\"}"}""", """{"message": "Bad: {\"password\": \"***\", \"name\": \"a\"}"}""")]
    [TestCase("""<pre>{&quot;password&quot;:&quot;hunter2&quot;,&quot;name&quot;:&quot;a&quot;}</pre>""", """<pre>{&quot;password&quot;:&quot;***&quot;,&quot;name&quot;:&quot;a&quot;}</pre>""")]
    [TestCase("""Parameters: {"password"=>"hunter2", "name"=>"a"}""", """Parameters: {"password"=>"***", "name"=>"a"}""")]
    [TestCase("""X-Token: no; {"name": "a"}""", """X-Token: no; {"name": "a"}""")]
    public async Task Values_of_fields_that_look_like_secrets_are_masked(string body, string expected)
    {
        var exception = await Refused(body);

        Assert.That(exception.ResponseBody, Is.EqualTo(expected.TrimEnd()));
    }

    [Test]
    public async Task The_token_is_masked_wherever_it_stands()
    {
        const string token = FakeApi.Token;

        var exception = await Refused($$"""{"message": "Token {{token}} is bad", "errors": [{"field": "{{token}}", "description": "{{token}}"}]}""");

        Assert.That(exception.ResponseBody, Is.EqualTo("""{"message": "Token *** is bad", "errors": [{"field": "***", "description": "***"}]}"""));
        Assert.That(exception.FieldErrors[0].ToString(), Is.EqualTo("*** ***"));
        Assert.That(exception.ToString(), Does.Not.Contain(FakeApi.Token));
    }

    // A server may echo what was sent, and write it differently in JSON or in HTML.
    [TestCase("Secret-1", """{"message": "Secret-1 is weak"}""")]
    [TestCase("pa\"ss\\w/o", """{"message": "pa\"ss\\w/o is weak"}""")]
    [TestCase("pa\"ss\\w/o", """{"message": "pa\"ss\\w\/o is weak"}""")]
    [TestCase("pässwört", """{"message": "p\u00e4ssw\u00F6rt is weak"}""")]
    [TestCase("pässwört", """{"message": "pässw\u00f6rt is weak"}""")]
    [TestCase("a<b>&'c", """{"message": "a\u003cb\u003e\u0026\u0027c is weak"}""")]
    [TestCase("line\nbreak\tx", """{"message": "line\nbreak\tx is weak"}""")]
    [TestCase("pä ss+w%&/o", """{"message": "p%C3%A4%20ss%2Bw%25%26%2Fo is weak"}""")]
    [TestCase("pä ss+w%&/o", """{"message": "p%c3%a4+ss%2bw%25%26%2fo is weak"}""")]
    [TestCase("key😀", """{"message": "key%F0%9F%98%80 is weak"}""")]
    [TestCase("a<b>&'cü", """{"message": "a&lt;b&gt;&amp;&#39;c&#xFC; is weak"}""")]
    [TestCase("a<b>&'cü", """{"message": "a\u0026lt;b\u0026gt;\u0026amp;\u0026#39;c\u0026uuml; is weak"}""")]
    [TestCase("key😀", """{"message": "key\ud83d\ude00 is weak"}""")]
    public async Task What_was_sent_as_a_password_is_masked_however_it_is_written(string password, string body)
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Post("/api/domains", HttpStatusCode.UnprocessableEntity, body);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.CreateAsync(new("example.com", password, password)));

        Assert.That(exception!.ResponseBody, Is.EqualTo("""{"message": "*** is weak"}"""));
        Assert.That(exception.Message, Is.EqualTo("Domains_Create failed: 422 *** is weak."));
    }

    // A text of JSON that holds a text of JSON, or an address that does.
    [TestCase("pa\"ss\\wü/o", """{"message": "{\"x\": \"pa\\\"ss\\\\w\\u00fc/o\"}"}""")]
    [TestCase("pa\"ss\\wü/o", """{"message": "?q=pa%5C%22ss%5C%5Cw%C3%BC%2Fo"}""")]
    [TestCase("a\\\"b", """{"message": "a\\\\\"b"}""")]
    [TestCase("a\\nb", """{"message": "a\\\\nb"}""")]
    public async Task What_was_sent_as_a_password_is_masked_when_it_is_escaped_twice(string password, string body)
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Post("/api/domains", HttpStatusCode.UnprocessableEntity, body);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.CreateAsync(new("example.com", password, password)));

        Assert.That(exception!.ResponseBody, Does.Contain("***").And.Not.Contain("pa").And.Not.Match("a.*b"));
    }

    [TestCase(31, false)]
    [TestCase(32, true)]
    public async Task A_long_part_of_a_secret_is_masked_too(int characters, bool isMasked)
    {
        var password = string.Concat(Enumerable.Range(0, 20).Select(number => $"{number:00}"));
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Post("/api/domains", HttpStatusCode.UnprocessableEntity, $"begins with {password[..characters]}, and goes on");

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.CreateAsync(new("example.com", password, password)));

        Assert.That(exception!.ResponseBody, Is.EqualTo($"begins with {(isMasked ? "***" : password[..characters])}, and goes on"));
    }

    [Test]
    public async Task A_secret_is_masked_in_an_encoding_that_shows_itself_and_in_one_that_does_not()
    {
        foreach (var encoding in new Encoding[] { new UnicodeEncoding(bigEndian: false, byteOrderMark: true), new UnicodeEncoding(bigEndian: true, byteOrderMark: true), new UnicodeEncoding(false, false), Encoding.UTF32 })
        {
            using var api = new FakeApi();
            using var client = api.CreateClient();
            byte[] body = [.. encoding.GetPreamble(), .. encoding.GetBytes($"Token {FakeApi.Token} is bad.")];
            api.Expect(HttpMethod.Get, "/api/domains/D1", _ => new(HttpStatusCode.Unauthorized) { Content = new ByteArrayContent(body) });

            var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.GetAsync("D1"));

            Assert.That(exception!.ResponseBody, Is.EqualTo("Token *** is bad."));
        }
    }

    // Reading it at every place anew would take minutes.
    [TestCase("\\")]
    [TestCase("a")]
    [TestCase("%5C")]
    [TestCase("token")]
    [TestCase("\"token\":")]
    [TestCase("&#39;")]
    public async Task A_body_that_is_hard_to_search_is_searched_all_the_same(string part)
    {
        var password = new string('a', 100_000) + "b";
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Post("/api/domains", HttpStatusCode.UnprocessableEntity, string.Concat(Enumerable.Repeat(part, 100_000)));

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.CreateAsync(new("example.com", password, password)));

        Assert.That(exception!.ResponseBody, Has.Length.LessThanOrEqualTo(16 * 1024));
    }

    // The file is longer than what is looked at, and in the second case longer than what is read.
    [TestCase(64 * 1024 * 1024)]
    [TestCase(4096)]
    public async Task The_passwords_in_a_file_are_masked_when_the_body_is_cut(int maxResponseSize)
    {
        var file = string.Concat(Enumerable.Range(0, 10_000).Select(number => $"box{number};hunter{number}\n"));
        using var api = new FakeApi();
        using var client = api.CreateClient(options => options.MaxResponseSize = maxResponseSize);
        var echo = file.Replace("\n", "\\n");
        api.Post("/api/imports", HttpStatusCode.UnprocessableEntity, $$"""{"message": "Bad file", "file": "{{echo}}"}""");

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(
            () => client.Imports.CreateAsync(new CreateImportRequest(ImportType.Domains, "domains.csv", file)));

        Assert.That(exception!.ResponseBody, Is.EqualTo("""{"message": "Bad file", "file": "***"""));
    }

    [Test]
    public async Task A_secret_that_is_cut_anywhere_is_masked()
    {
        const string password = "pä\"ß\u20ac\u0001😀\\end";
        var sent = "pä\\\"ß\u20ac\\u0001\\ud83d\\ude00\\\\end";

        foreach (var cut in Enumerable.Range(1, Encoding.UTF8.GetByteCount(sent)))
        {
            using var api = new FakeApi();
            using var client = api.CreateClient(options => options.MaxResponseSize = 1024 + cut);
            api.Post("/api/domains", HttpStatusCode.UnprocessableEntity, new string('-', 1024) + sent + " and more");

            var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.CreateAsync(new("example.com", password, password)));

            Assert.That(exception!.ResponseBody, Is.EqualTo(new string('-', 1024) + "***"), $"{cut}");
        }
    }

    [Test]
    public async Task A_secret_in_additional_properties_is_masked()
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Put("/api/domains/D1", HttpStatusCode.UnprocessableEntity, """{"message": "hunter2 and hunter3 are weak"}""");
        var request = new UpdateDomainRequest
        {
            AdditionalProperties =
            {
                ["imap_password"] = "hunter2",
                ["more"] = new Dictionary<string, object?> { ["secret"] = "hunter3" },
            },
        };

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.UpdateAsync("D1", request));

        Assert.That(exception!.ResponseBody, Is.EqualTo("""{"message": "*** and *** are weak"}"""));
    }

    [Test]
    public async Task A_secret_in_a_raw_body_is_masked()
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Post("/api/things", HttpStatusCode.UnprocessableEntity, """{"message": "hunter2 and hunter3 are weak"}""");

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.SendAsync(
            HttpMethod.Post, "/api/things", """{"password": "hunter2", "more": [{"secret": "hunter3"}]}"""));

        Assert.That(exception!.ResponseBody, Is.EqualTo("""{"message": "*** and *** are weak"}"""));
    }

    private static async Task<QboxmailApiException> Refused(string body)
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Get("/api/domains/D1", HttpStatusCode.BadRequest, body);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.GetAsync("D1"));

        api.Verify();
        return exception!;
    }
}
