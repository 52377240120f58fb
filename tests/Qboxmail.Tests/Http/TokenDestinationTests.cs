using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Qboxmail.Tests;

/// <summary>Handlers of the application that change a request: the token is sent to no other server and exactly once.</summary>
public class TokenDestinationTests
{
    private static readonly Uri Base = new("https://api.example.com/prefix");

    [TestCase("https://evil.example.com/prefix/api/domains/D1")]
    [TestCase("http://api.example.com/prefix/api/domains/D1")]
    [TestCase("wss://api.example.com/prefix/api/domains/D1")]
    [TestCase("https://api.example.com:8443/prefix/api/domains/D1")]
    [TestCase("https://api.example.com/other/api/domains/D1")]
    [TestCase("https://api.example.com/prefix/%2e%2e/other/api/domains/D1")]
    [TestCase("https://api.example.com./prefix/api/domains/D1")]
    [TestCase("https://api.example.com.evil.example/prefix/api/domains/D1")]
    [TestCase("https://api.example.com@evil.example.com/prefix/api/domains/D1")]
    [TestCase("https://user:password@api.example.com/prefix/api/domains/D1")]
    public async Task The_token_is_not_sent_to_another_address(string address)
    {
        var (sent, exception) = await SendAsync(Base, request => request.RequestUri = new(address));

        Assert.That(sent, Is.Empty);
        Assert.That(
            exception!.Message,
            Does.Contain(
                "A custom DelegatingHandler changed RequestUri or the Host header. The token is only sent to URIs under BaseAddress:" +
                " to use another address, set BaseAddress."));
    }

    [TestCase("https://api.example.com/prefix", "HTTPS://API.example.com:443/prefix/api/domains/D2")]
    [TestCase("https://b\u00FCcher.example", "https://xn--bcher-kva.example/api/domains/D1")]
    public async Task The_token_is_sent_to_the_same_server_in_another_spelling(string baseAddress, string address)
    {
        var (sent, exception) = await SendAsync(new(baseAddress), request => request.RequestUri = new(address));

        Assert.That(sent, Is.EqualTo([FakeApi.Token]));
        Assert.That(exception, Is.Null);
    }

    [TestCase("evil.example.com", false)]
    [TestCase("api.example.com:8443", false)]
    [TestCase("api.example.com, evil.example.com", false)]
    [TestCase("evil.example.com/\u00E8", false)]
    [TestCase("API.example.com", true)]
    [TestCase("api.example.com:443", true)]
    public async Task The_token_is_not_sent_with_the_Host_header_of_another_server(string host, bool isSent)
    {
        var (sent, exception) = await SendAsync(Base, request => request.Headers.TryAddWithoutValidation("Host", host));

        Assert.That(sent, Has.Count.EqualTo(isSent ? 1 : 0));
        Assert.That(exception, isSent ? Is.Null : Has.Message.Contains("to use another address, set BaseAddress"));
    }

    [Test]
    public async Task The_token_is_not_sent_when_one_of_several_Host_headers_names_another_server()
    {
        var (sent, exception) = await SendAsync(
            Base, request => request.Headers.TryAddWithoutValidation("Host", ["api.example.com", "evil.example.com"]));

        Assert.That(sent, Is.Empty);
        Assert.That(exception, Has.Message.Contains("to use another address, set BaseAddress"));
    }

    [Test]
    public async Task A_redirect_followed_by_a_handler_does_not_carry_the_token()
    {
        var seen = new List<(string Host, bool HasToken)>();
        using var server = new StubHandler(request =>
        {
            seen.Add((request.RequestUri!.Host, request.Headers.Contains("X-Api-Token")));
            return FakeApi.Response(HttpStatusCode.TemporaryRedirect, (HttpContent?)null, ("Location", "https://evil.example.com/"));
        });
        using var handler = new Acting(server, async (request, send) =>
        {
            var response = await send(request);
            request.RequestUri = response.Headers.Location;
            return await send(request);
        });
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token, BaseAddress = Base }, handler);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.GetAsync("D1"));

        Assert.That(seen, Is.EqualTo([("api.example.com", true)]));
        Assert.That(exception!.StatusCode, Is.EqualTo(HttpStatusCode.TemporaryRedirect));
    }

    [Test]
    public async Task A_token_header_of_a_handler_is_replaced()
    {
        var (sent, _) = await SendAsync(Base, request => request.Headers.Add("x-api-token", "another-service"));

        Assert.That(sent, Is.EqualTo([FakeApi.Token]));
    }

    [Test]
    public async Task A_token_header_among_the_default_headers_of_the_host_is_replaced()
    {
        IEnumerable<string>? sent = null;
        using var host = new FakeHost(after: services => services.ConfigureHttpClientDefaults(builder =>
            builder.ConfigureHttpClient(client => client.DefaultRequestHeaders.Add("X-Api-Token", "another-service"))));
        host.Api.Expect(HttpMethod.Get, "/api/domains/D1", request =>
        {
            sent = [.. request.Headers.GetValues("X-Api-Token")];
            return FakeApi.Response(HttpStatusCode.OK, """{"resources": [{"code": "D1"}]}""");
        });

        await host.Client.Domains.GetAsync("D1");

        Assert.That(sent, Is.EqualTo([FakeApi.Token]));
    }

    private static async Task<(List<string> Sent, QboxmailException? Exception)> SendAsync(Uri baseAddress, Action<HttpRequestMessage> change)
    {
        var sent = new List<string>();
        using var server = new StubHandler(request =>
        {
            sent.AddRange(request.Headers.GetValues("X-Api-Token"));
            return FakeApi.Response(HttpStatusCode.OK, """{"resources": [{"code": "D1"}]}""");
        });
        using var handler = new Acting(server, (request, send) =>
        {
            change(request);
            return send(request);
        });
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token, BaseAddress = baseAddress }, handler);

        try
        {
            await client.Domains.GetAsync("D1");
            return (sent, null);
        }
        catch (QboxmailException exception)
        {
            return (sent, exception);
        }
    }
}
