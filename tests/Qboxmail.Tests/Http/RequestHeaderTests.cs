using System.Net;

namespace Qboxmail.Tests;

public class RequestHeaderTests : ApiTests
{
    [Test]
    public async Task The_User_Agent_header_names_the_library()
    {
        var headers = await GetString();

        Assert.That(headers.UserAgent.ToString(), Does.Match(@"^qboxmail-dotnet/\d+\.\d+\.\d+$"));
    }

    [Test]
    public async Task The_User_Agent_header_names_the_application_before_the_library()
    {
        var headers = await GetString(options => options.ApplicationId = "MyPanel/2.1");

        Assert.That(headers.UserAgent.ToString(), Does.Match(@"^MyPanel/2\.1 qboxmail-dotnet/\d+\.\d+\.\d+$"));
    }

    [Test]
    public async Task An_ApplicationId_of_any_form_is_sent_unchanged()
    {
        var headers = await GetString(options => options.ApplicationId = "My panel (x64, \"beta\")");

        Assert.That(headers.NonValidated["User-Agent"].ToString(), Does.StartWith("My panel (x64, \"beta\") qboxmail-dotnet/"));
    }

    [Test]
    public async Task Requests_accept_JSON()
    {
        var headers = await GetString();

        Assert.That(headers.Accept.ToString(), Is.EqualTo("application/json"));
    }

    // The handler of .NET Framework sends Expect: 100-continue unless the request says no, and some servers and proxies reject it with 417.
    [Test]
    public async Task No_request_expects_100_continue()
    {
        bool? expects = null;
        using var server = new StubHandler(request =>
        {
            expects = request.Headers.ExpectContinue;
            return FakeApi.Response(HttpStatusCode.OK);
        });
        using var client = server.CreateClient(TimeProvider.System);

        await client.Domains.DeleteAsync("D1");

        Assert.That(expects, Is.False);
    }

    [Test]
    public async Task A_read_has_no_body()
    {
        HttpContent? content = null;
        using var server = new StubHandler(request =>
        {
            content = request.Content;
            return FakeApi.Response(HttpStatusCode.OK, """{"resources": []}""");
        });
        using var client = server.CreateClient(TimeProvider.System);

        await client.Permissions.ListAsync();

        Assert.That(content, Is.Null);
    }

    [Test]
    public async Task A_request_body_is_UTF_8_JSON_without_a_byte_order_mark()
    {
        Api.Put("/api/domains/D1", HttpStatusCode.OK);

        await Client.Domains.UpdateAsync("D1", new() { CatchAllDestination = "città@example.com" });

        Assert.That(Api.Requests[0].Message.Content!.Headers.ContentType!.ToString(), Is.EqualTo("application/json"));
        Assert.That(Api.Requests[0].Body, Is.EqualTo("""{"catch_all_destination":"città@example.com"}"""));
    }

    private static async Task<System.Net.Http.Headers.HttpRequestHeaders> GetString(Action<QboxmailClientOptions>? configure = null)
    {
        using var api = new FakeApi();
        using var client = api.CreateClient(configure);
        api.Get(ApiRoute.Path("Permissions_List"), """{"resources": []}""");

        await client.Permissions.ListAsync();

        return api.Requests[0].Message.Headers;
    }
}
