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
    [TestCase("http://localhost.:5000", "http://localhost.:5000/api/domains/D1")]
    [TestCase("http://127.8.9.10:5000", "http://127.8.9.10:5000/api/domains/D1")]
    public async Task Request_paths_are_appended_to_BaseAddress(string address, string expected)
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
    public void A_BaseAddress_that_ends_in_api_is_rejected_with_the_reason(string address) =>
        Assert.That(Failures(address), Is.EqualTo(["BaseAddress must not end in /api, because the library adds it to every path."]));

    [TestCase("api.example.com")]
    [TestCase("/prefix")]
    [TestCase("ftp://api.example.com")]
    [TestCase("file:///etc/passwd")]
    [TestCase("localhost:5000")]
    public void A_BaseAddress_that_is_not_an_absolute_http_address_is_rejected(string address) =>
        Assert.That(
            Failures(address), Is.EqualTo(["BaseAddress must be an absolute URI with the scheme https or http, such as https://api.qboxmail.com/."]));

    [Test]
    public void A_missing_BaseAddress_is_rejected() =>
        Assert.That(
            Failures(null), Is.EqualTo(["BaseAddress must be an absolute URI with the scheme https or http, such as https://api.qboxmail.com/."]));

    [TestCase("https://user:password@api.example.com")]
    [TestCase("https://user@api.example.com")]
    [TestCase("https://api.example.com?a=b")]
    [TestCase("https://api.example.com#a")]
    public void A_BaseAddress_with_a_user_query_or_fragment_is_rejected(string address) =>
        Assert.That(Failures(address), Is.EqualTo(["BaseAddress must not contain a user name, a query string or a fragment."]));

    [TestCase("http://api.example.com")]
    [TestCase("http://192.168.0.1:5000")]
    [TestCase("http://localhost.example.com")]
    [TestCase("http://emulator.localhost")]
    [TestCase("http://0.0.0.0:5000")]
    [TestCase("http://[::2]:5000")]
    public void A_plain_http_BaseAddress_of_another_host_is_rejected(string address) =>
        Assert.That(
            Failures(address),
            Is.EqualTo(
                [$"BaseAddress is http://{new Uri(address).Host}, so the token would be sent unencrypted. Use https, or set AllowPlainHttp."]));

    [Test]
    public void A_plain_http_BaseAddress_is_accepted_with_AllowPlainHttp() =>
        Assert.That(Failures("http://api.example.com", allowPlainHttp: true), Is.Empty);

    [Test]
    public void A_client_exposes_its_BaseAddress()
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
