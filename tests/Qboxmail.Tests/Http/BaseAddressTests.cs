using Microsoft.Extensions.Options;

namespace Qboxmail.Tests;

public class BaseAddressTests
{
    [TestCase("https://api.example.com", "https://api.example.com/api/domains/D1")]
    [TestCase("https://api.example.com/", "https://api.example.com/api/domains/D1")]
    [TestCase("https://api.example.com:8443", "https://api.example.com:8443/api/domains/D1")]
    [TestCase("https://proxy.example.com/qboxmail", "https://proxy.example.com/qboxmail/api/domains/D1")]
    [TestCase("https://proxy.example.com/qboxmail/", "https://proxy.example.com/qboxmail/api/domains/D1")]
    [TestCase("https://proxy.example.com/a%20b/c", "https://proxy.example.com/a%20b/c/api/domains/D1")]
    [TestCase("https://proxy.example.com/apis", "https://proxy.example.com/apis/api/domains/D1")]
    [TestCase("https://proxy.example.com/api/v1", "https://proxy.example.com/api/v1/api/domains/D1")]
    [TestCase("http://localhost:5000", "http://localhost:5000/api/domains/D1")]
    [TestCase("http://127.0.0.1:5000", "http://127.0.0.1:5000/api/domains/D1")]
    [TestCase("http://[::1]:5000", "http://[::1]:5000/api/domains/D1")]
    public async Task Paths_are_appended(string address, string expected)
    {
        using var server = new StubHandler(_ => FakeApi.Response(System.Net.HttpStatusCode.OK, """{"resources": [{"code": "D1"}]}"""));
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token, BaseAddress = new(address) }, server);

        await client.Domains.GetAsync("D1");

        Assert.That((await server.NextRequestAsync()).RequestUri!.AbsoluteUri, Is.EqualTo(expected));
    }

    [TestCase("https://api.example.com/api")]
    [TestCase("https://api.example.com/api/")]
    [TestCase("https://api.example.com/API")]
    [TestCase("https://api.example.com/prefix/api")]
    [TestCase("https://api.example.com/%61pi//")]
    public void One_that_ends_in_api_is_refused_with_the_reason(string address) =>
        Assert.That(Failures(address), Is.EqualTo(["BaseAddress ends in /api, which every path of the API already begins with: remove it."]));

    [TestCase("api.example.com")]
    [TestCase("/prefix")]
    [TestCase("ftp://api.example.com")]
    [TestCase("file:///etc/passwd")]
    [TestCase("localhost:5000")]
    public void One_that_is_no_address_of_the_web_is_refused(string address) =>
        Assert.That(Failures(address), Is.EqualTo(["BaseAddress must be an absolute http(s) address such as https://api.qboxmail.com."]));

    [Test]
    public void One_that_is_missing_is_refused() =>
        Assert.That(Failures(null), Is.EqualTo(["BaseAddress must be an absolute http(s) address such as https://api.qboxmail.com."]));

    [TestCase("https://user:password@api.example.com")]
    [TestCase("https://user@api.example.com")]
    [TestCase("https://api.example.com?a=b")]
    [TestCase("https://api.example.com#a")]
    public void One_that_holds_more_is_refused(string address) =>
        Assert.That(Failures(address), Is.EqualTo(["BaseAddress must not contain a user, a query or a fragment."]));

    [TestCase("http://api.example.com")]
    [TestCase("http://192.168.0.1:5000")]
    [TestCase("http://localhost.example.com")]
    public void Plain_http_to_another_machine_is_refused(string address) =>
        Assert.That(
            Failures(address),
            Is.EqualTo(
                [$"BaseAddress is http://{new Uri(address).Host}, which would send the token unencrypted: use https, or set AllowPlainHttp."]));

    [Test]
    public void Plain_http_may_be_allowed() => Assert.That(Failures("http://api.example.com", allowPlainHttp: true), Is.Empty);

    [Test]
    public void The_client_tells_its_address()
    {
        using var client = new QboxmailClient(new QboxmailClientOptions { ApiToken = FakeApi.Token, BaseAddress = QboxmailHosts.Sandbox });

        Assert.That(client.BaseAddress, Is.EqualTo(QboxmailHosts.Sandbox));
        Assert.That(client.With(_ => { }).BaseAddress, Is.EqualTo(QboxmailHosts.Sandbox));
    }

    private static IReadOnlyList<string> Failures(string? address, bool allowPlainHttp = false)
    {
        try
        {
            new QboxmailClient(new QboxmailClientOptions
            {
                ApiToken = FakeApi.Token,
                BaseAddress = address is null ? null : new(address, UriKind.RelativeOrAbsolute),
                AllowPlainHttp = allowPlainHttp,
            }).Dispose();
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return [.. exception.Failures];
        }
    }
}
