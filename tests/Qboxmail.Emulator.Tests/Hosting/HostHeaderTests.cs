using System.Net;

namespace Qboxmail.Emulator.Tests;

/// <summary>A web site reaches the emulator under a name of its own when that name leads to this machine (DNS rebinding).</summary>
public class HostHeaderTests
{
    private EmulatorHarness _api = null!;

    [OneTimeSetUp]
    public async Task Start() => _api = await EmulatorHarness.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _api.DisposeAsync();

    [Test]
    public async Task Requests_with_a_loopback_host_header_are_served(
        [Values("/", "/api/domains", "/_emulator/requests")] string path,
        [Values("localhost", "LOCALHOST:8080", "localhost.", "127.0.0.1", "127.1.2.3:1", "[::1]:5080")] string host) =>
        Assert.That(await StatusAsync(path, host), Is.EqualTo(HttpStatusCode.OK));

    [Test]
    public async Task Requests_with_a_non_loopback_host_header_are_rejected(
        [Values("/", "/api/domains", "/api/nothing", "/_emulator/requests")] string path,
        [Values("rebound.example.com", "localhost.example.com", "192.168.1.5", "0.0.0.0", "[::2]:5080")] string host) =>
        Assert.That(await StatusAsync(path, host), Is.EqualTo(HttpStatusCode.Forbidden));

    private async Task<HttpStatusCode> StatusAsync(string path, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Host", host);
        request.Headers.Add("X-Api-Token", _api.Emulator.Token);
        using var response = await _api.Http.SendAsync(request);

        return response.StatusCode;
    }
}
