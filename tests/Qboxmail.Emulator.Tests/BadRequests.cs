using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Tests;

public class BadRequests
{
    private Emulated _api = null!;
    private HttpClient _http = null!;

    [SetUp]
    public async Task Start()
    {
        _api = await Emulated.StartAsync();
        _http = new HttpClient { BaseAddress = _api.Emulator.Address };
        _http.DefaultRequestHeaders.Add("X-Api-Token", _api.Emulator.Token);
    }

    [TearDown]
    public async Task Stop()
    {
        _http.Dispose();
        await _api.DisposeAsync();
    }

    [TestCase("GET", "/api/nothing", HttpStatusCode.NotFound, "Not found")]
    [TestCase("PATCH", "/api/domains", HttpStatusCode.MethodNotAllowed, "Method not allowed")]
    public async Task To_a_path_or_method_that_is_unknown_are_answered_in_the_shape_of_an_error(
        string method, string path, HttpStatusCode status, string message)
    {
        var response = await _http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.That(response.StatusCode, Is.EqualTo(status));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo($$"""{"message":"{{message}}","errors":[]}"""));
    }

    [TestCase("name", "null")]
    [TestCase("name", "5")]
    [TestCase("postmaster_password_confirmation", "\"Correct-horse-8\"")]
    [TestCase("max_email_quota", "7")]
    public async Task With_a_field_that_does_not_fit_name_it(string field, string value)
    {
        var body = new JsonObject
        {
            ["name"] = "example.com",
            ["postmaster_password"] = Emulated.Password,
            ["postmaster_password_confirmation"] = Emulated.Password,
            [field] = JsonNode.Parse(value),
        };

        Assert.That(await FieldsAsync(HttpMethod.Post, "/api/domains", body.ToJsonString()), Is.EqualTo([field]));
    }

    [Test]
    public async Task With_null_where_a_word_of_a_list_is_needed_name_the_field()
    {
        var domain = await _api.CreateActiveDomainAsync();
        var mailbox = (await _api.CreateMailboxAsync(domain)).ResourceCode;

        Assert.That(await FieldsAsync(HttpMethod.Put, $"/api/domains/{domain}/email_accounts/{mailbox}/status", """{"status": null}"""),
            Is.EqualTo(["status"]));
    }

    [Test]
    public async Task With_a_name_that_stands_twice_are_refused()
    {
        var response = await SendAsync(HttpMethod.Post, "/api/domains", """{"name": "example.com", "name": "example.org"}""");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("The body is no JSON"));
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string body) =>
        _http.SendAsync(new HttpRequestMessage(method, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") });

    private async Task<IEnumerable<string>> FieldsAsync(HttpMethod method, string path, string body)
    {
        var response = await SendAsync(method, path, body);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        return [.. answer["errors"]!.AsArray().Select(error => error!["field"]!.GetValue<string>())];
    }
}
