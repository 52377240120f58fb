using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Qboxmail.Emulator.Tests;

/// <summary>The emulator serves HTTPS with a certificate that a client can trust.</summary>
public class HttpsTests
{
    private QboxmailEmulator _emulator = null!;

    [SetUp]
    public async Task StartAsync() => _emulator = await QboxmailEmulator.StartAsync(new QboxmailEmulatorOptions { UseHttps = true });

    [TearDown]
    public async Task StopAsync() => await _emulator.DisposeAsync();

    [Test]
    public async Task A_client_that_trusts_the_certificate_calls_the_emulator()
    {
        using var handler = Trusting(_emulator.Certificate!);
        using var qboxmail = new QboxmailClient(
            new QboxmailClientOptions { ApiToken = _emulator.Token, BaseAddress = _emulator.Address }, handler);

        await qboxmail.Domains.CreateAsync(new CreateDomainRequest("example.com", EmulatorHarness.Password));

        Assert.That(_emulator.Address.Scheme, Is.EqualTo("https"));
        Assert.That((await qboxmail.Domains.ListPageAsync()).Items.Single().Name, Is.EqualTo("example.com"));
    }

    [TestCase("127.0.0.1")]
    [TestCase("localhost")]
    public async Task The_certificate_names_this_machine(string host)
    {
        using var handler = Trusting(_emulator.Certificate!);
        using var http = new HttpClient(handler);

        using var response = await http.GetAsync(new UriBuilder(_emulator.Address) { Host = host, Path = "/openapi.yaml" }.Uri);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain($"https://{host}:"));
    }

    [Test]
    public async Task The_curl_command_of_a_request_does_not_check_the_certificate()
    {
        using var handler = Trusting(_emulator.Certificate!);
        using var http = new HttpClient(handler) { BaseAddress = _emulator.Address };
        using var response = await http.GetAsync("/api/domains");

        Assert.That(_emulator.Requests.Find().Single().ToCurl(), Does.StartWith($"curl --insecure '{_emulator.Address}api/domains'"));
    }

    [Test]
    public async Task A_client_that_does_not_trust_the_certificate_sends_nothing()
    {
        using var http = EmulatorHarness.CreateHttpClient(_emulator.Address);

        var exception = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync("/api/domains"));

        Assert.That(exception!.InnerException, Is.InstanceOf<AuthenticationException>());
        Assert.That(_emulator.Requests.Find(), Is.Empty);
    }

    [Test]
    public async Task A_client_that_trusts_one_emulator_does_not_trust_another()
    {
        await using var other = await QboxmailEmulator.StartAsync(new QboxmailEmulatorOptions { UseHttps = true });
        using var handler = Trusting(other.Certificate!);
        using var http = new HttpClient(handler) { BaseAddress = _emulator.Address };

        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync("/api/domains"));
    }

    [Test]
    public async Task An_emulator_without_HTTPS_has_no_certificate()
    {
        await using var plain = await QboxmailEmulator.StartAsync();

        Assert.That(plain.Certificate, Is.Null);
        Assert.That(plain.Address.Scheme, Is.EqualTo("http"));
    }

    private static SocketsHttpHandler Trusting(X509Certificate2 certificate) => new()
    {
        UseProxy = false,
        SslOptions =
        {
            CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { certificate } },
        },
    };
}
