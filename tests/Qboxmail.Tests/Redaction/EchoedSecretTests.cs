using System.Net;
using System.Text;

namespace Qboxmail.Tests;

/// <summary>A server may send back what was sent. It is masked where that hides it without garbling the words.</summary>
public class EchoedSecretTests : ApiTests
{
    private const string Validation =
        """{"message":"Validation failed: password is weak","errors":[""" +
        """{"field":"password","description":"is too short"},{"field":"password_confirmation","description":"does not match the password"}]}""";

    [Test]
    public async Task A_password_equal_to_a_field_name_does_not_mask_field_names_and_messages()
    {
        var exception = await RefusedAsync("password", Validation);

        Assert.That(exception.FieldErrors.Select(error => error.Field), Is.EqualTo(["password", "password_confirmation"]));
        Assert.That(
            exception.Message,
            Is.EqualTo(
                "Domains_Create failed: 422 Validation failed: password is weak" +
                " (password is too short, password_confirmation does not match the password)."));
        Assert.That(exception.ResponseBody, Is.EqualTo(Validation));
    }

    [Test]
    public async Task A_secret_escaped_twice_in_a_property_name_is_masked()
    {
        var exception = await RefusedAsync("open\"sesame\\now", """{"message":"No","params":{"open\\u0022sesame\\u005cnow":true}}""");

        Assert.That(exception.ResponseBody, Is.EqualTo("""{"message":"No","params":{"***":true}}"""));
    }

    [TestCase("""Invalid body: {\"password\":\"open\\\"sesame\"}""")]
    [TestCase("""open\\u0022sesame is weak""")]
    public async Task A_text_that_quotes_escaped_JSON_is_masked(string message)
    {
        var exception = await RefusedAsync("open\"sesame", $$"""{"message":"{{message}}"}""");

        Assert.That(exception.ResponseBody, Is.EqualTo("""{"message":"***"}"""));
        Assert.That(exception.Message, Does.Not.Contain("sesame"));
    }

    [Test]
    public async Task A_backslash_that_escapes_nothing_leaves_the_text_as_it_is()
    {
        var exception = await RefusedAsync("open-sesame", """{"message":"must not contain \\ or spaces"}""");

        Assert.That(exception.ResponseBody, Is.EqualTo("""{"message":"must not contain \\ or spaces"}"""));
    }

    [TestCase("a")]
    [TestCase("is")]
    [TestCase("message")]
    [TestCase("hunter2")]
    public async Task A_short_password_is_not_masked_within_messages(string password)
    {
        var body = $$"""{"message":"Validation {{password}} failed","errors":[{"field":"name","description":"is a duplicate"}]}""";

        var exception = await RefusedAsync(password, body);

        Assert.That(exception.Message, Is.EqualTo($"Domains_Create failed: 422 Validation {password} failed (name is a duplicate)."));
        Assert.That(exception.ResponseBody, Is.EqualTo(body));
    }

    [TestCase("description")]
    [TestCase("resource_code")]
    [TestCase("customer_code")]
    public async Task A_password_equal_to_a_word_of_the_body_is_masked_only_as_a_whole_value(string password)
    {
        var exception = await RefusedAsync(
            password, $$"""{"message":"{{password}} is weak","customer_code":"{{password}}","more":["{{password}}"]}""");

        Assert.That(exception.ResponseBody, Is.EqualTo($$"""{"message":"{{password}} is weak","customer_code":"***","more":["***"]}"""));
    }

    [TestCase("a", "\"a\"")]
    [TestCase("hunter2", "\"hunter2\"")]
    [TestCase("1234567", "1234567")]
    [TestCase("0.5", "0.5")]
    public async Task A_short_password_is_masked_as_a_whole_value(string password, string json)
    {
        var exception = await RefusedAsync(password, $$$"""{"x":{{{json}}},"y":[{{{json}}},1,"b"],"errors":{"name":[{{{json}}}]}}""");

        Assert.That(exception.ResponseBody, Is.EqualTo("""{"x":"***","y":["***",1,"b"],"errors":{"name":["***"]}}"""));
    }

    [TestCase("Secret-1", """Secret-1""")]
    [TestCase("pa\"ss\\w/o", """pa\"ss\\w/o""")]
    [TestCase("pa\"ss\\w/o", """pa\"ss\\w\/o""")]
    [TestCase("pässwört", """p\u00e4ssw\u00F6rt""")]
    [TestCase("a<b>&'cde", """a\u003cb\u003e\u0026\u0027cde""")]
    [TestCase("line\nbreak\tx", """line\nbreak\tx""")]
    [TestCase("key😀key", """key\ud83d\ude00key""")]
    public async Task A_password_is_masked_however_JSON_escapes_it(string password, string written)
    {
        var exception = await RefusedAsync(
            password,
            $$"""{"message":"{{written}} is weak","errors":[""" +
            $$"""{"field":"x","description":"not {{written}}"},{"field":"y","description":"{{written}}"}]}""");

        Assert.That(exception.Message, Is.EqualTo("Domains_Create failed: 422 *** is weak (x not ***, y ***)."));
        Assert.That(
            exception.ResponseBody,
            Is.EqualTo("""{"message":"*** is weak","errors":[{"field":"x","description":"not ***"},{"field":"y","description":"***"}]}"""));
        Assert.That(exception.FieldErrors.Select(error => error.Description), Is.EqualTo(["not ***", "***"]));
    }

    [Test]
    public async Task The_longer_of_two_overlapping_secrets_is_masked_first()
    {
        Api.Post("/api/domains", HttpStatusCode.UnprocessableEntity, """{"message":"Secret-12345 and Secret-1"}""");

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(
            () => Client.Domains.CreateAsync(new("example.com", "Secret-1") { PostmasterPasswordConfirmation = "Secret-12345" }));

        Assert.That(exception!.Message, Is.EqualTo("Domains_Create failed: 422 *** and ***."));
    }

    [Test]
    public async Task An_empty_secret_masks_nothing()
    {
        var exception = await RefusedAsync("", """{"message":"","detail":"Give a password"}""");

        Assert.That(exception.ResponseBody, Is.EqualTo("""{"message":"","detail":"Give a password"}"""));
    }

    [Test]
    public async Task An_echoed_file_is_masked_as_a_whole()
    {
        var file = string.Concat(Enumerable.Range(0, 1000).Select(number => $"box{number};hunter{number}\n"));
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Expect(
            ApiRoute.Method("Imports_Create"),
            ApiRoute.Path("Imports_Create"),
            HttpStatusCode.UnprocessableEntity,
            $$"""{"message":"Bad file","file":"{{file.Replace("\n", "\\n", StringComparison.Ordinal)}}"}""");

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(
            () => client.Imports.CreateAsync(new CreateImportRequest(ImportType.Domains, "domains.csv", file)));

        Assert.That(exception!.ResponseBody, Is.EqualTo("""{"message":"Bad file","file":"***"}"""));
    }

    [Test]
    public async Task A_secret_in_AdditionalProperties_is_masked()
    {
        Api.Put("/api/domains/D1", HttpStatusCode.UnprocessableEntity, """{"message":"hunter2-a and hunter3-a are weak"}""");
        var request = new UpdateDomainRequest
        {
            AdditionalProperties =
            {
                ["imap_password"] = "hunter2-a",
                ["more"] = new Dictionary<string, object?> { ["secret"] = "hunter3-a" },
            },
        };

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.UpdateAsync("D1", request));

        Assert.That(exception!.ResponseBody, Is.EqualTo("""{"message":"*** and *** are weak"}"""));
    }

    [Test]
    public async Task A_secret_in_a_raw_request_body_is_masked()
    {
        Api.Post("/api/things", HttpStatusCode.UnprocessableEntity, """{"message":"hunter2-a, hunter3-a, hunter4-a and 1234567890 are weak"}""");

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.SendAsync(
            HttpMethod.Post,
            "/api/things",
            """{"password": "hunter2-a", "more": [{"secret": ["hunter3-a"], "token": 1234567890}], "passwords": {"new": "hunter4-a"}}"""));

        Assert.That(exception!.ResponseBody, Is.EqualTo("""{"message":"***, ***, *** and *** are weak"}"""));
    }

    [TestCase("postmaster-pass")]
    [TestCase("second-password")]
    public async Task A_plain_text_is_not_quoted_when_it_contains_any_secret_of_the_call(string secret)
    {
        Api.Expect(
            HttpMethod.Post, "/api/domains",
            _ => FakeApi.Response(HttpStatusCode.UnprocessableEntity, new StringContent($"Weak: {secret}", Encoding.UTF8, "text/plain")));

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.CreateAsync(
            new("example.com", "postmaster-pass") { PostmasterPasswordConfirmation = "second-password" }));

        Assert.That(exception!.Message, Does.Not.Contain(secret));
        Assert.That(exception.ResponseBody, Is.Null.Or.Empty);
    }

    [Test]
    public async Task A_password_in_a_list_of_the_body_is_masked_in_its_messages_too()
    {
        var exception = await RefusedAsync("long-password", """{"message":"long-password is weak","values":["long-password"]}""");

        Assert.That(exception.ResponseBody, Is.EqualTo("""{"message":"*** is weak","values":["***"]}"""));
    }

    [TestCase("x")]
    [TestCase("città_2")]
    public async Task A_property_name_that_is_a_word_is_not_masked(string name)
    {
        var exception = await RefusedAsync(name, $$"""{"message":"No","{{name}}":1}""");

        Assert.That(exception.ResponseBody, Is.EqualTo($$"""{"message":"No","{{name}}":1}"""));
    }

    [TestCase("x-1")]
    [TestCase("1x")]
    [TestCase("")]
    public async Task A_property_name_that_is_no_word_is_masked_when_it_is_a_secret(string name)
    {
        var exception = await RefusedAsync(name.Length == 0 ? "unused" : name, $$"""{"message":"No","{{name}}":1}""");

        Assert.That(exception.ResponseBody, Is.EqualTo($$"""{"message":"No","{{(name.Length == 0 ? "" : "***")}}":1}"""));
    }

    [Test]
    public async Task A_value_of_a_raw_request_body_that_is_no_secret_is_not_masked()
    {
        Api.Post("/api/things", HttpStatusCode.UnprocessableEntity, """{"message":"mario.rossi is taken"}""");

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.SendAsync(
            HttpMethod.Post, "/api/things", """{"name": "mario.rossi", "password": null}"""));

        Assert.That(exception!.ResponseBody, Is.EqualTo("""{"message":"mario.rossi is taken"}"""));
    }

    [Test]
    public async Task A_decimal_password_of_a_raw_request_body_is_masked()
    {
        Api.Post("/api/things", HttpStatusCode.UnprocessableEntity, """{"message":"12345678.5 is weak"}""");

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.SendAsync(
            HttpMethod.Post, "/api/things", """{"password": 12345678.5}"""));

        Assert.That(exception!.ResponseBody, Is.EqualTo("""{"message":"*** is weak"}"""));
    }

    private static async Task<QboxmailApiException> RefusedAsync(string password, string body)
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Post("/api/domains", HttpStatusCode.UnprocessableEntity, body);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.CreateAsync(new("example.com", password)));

        return exception!;
    }
}
