using System.Net;
using System.Net.Sockets;

namespace Qboxmail.Emulator.Tests;

/// <summary>Settings of the program that hosts an emulator, such as a web server under test, do not affect the emulator.</summary>
[NonParallelizable]
public class HostConfigurationIsolationTests
{
    private readonly Dictionary<string, string?> _usual = [];
    private int _port;

    [SetUp]
    public void FindPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _port = ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [TearDown]
    public void Restore()
    {
        foreach (var (name, value) in _usual)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    [TestCase("ASPNETCORE_URLS")]
    [TestCase("URLS")]
    [TestCase("ASPNETCORE_Kestrel__Endpoints__Own__Url")]
    [TestCase("Kestrel__Endpoints__Own__Url")]
    public async Task Host_configuration_does_not_change_the_address_of_the_emulator(string name)
    {
        Set(name, $"http://127.0.0.1:{_port}");

        await using var api = await EmulatorHarness.StartAsync();
        using var client = new TcpClient();

        Assert.That((await api.Client.Domains.ListPageAsync()).Items, Is.Empty);
        Assert.That(api.Emulator.Address.Port, Is.Not.EqualTo(_port));
        Assert.That(await Assert.ThrowsAsync<SocketException>(() => client.ConnectAsync(IPAddress.Loopback, _port)),
            Has.Property("SocketErrorCode").EqualTo(SocketError.ConnectionRefused));
    }

    [TestCase("ASPNETCORE_AllowedHosts", "elsewhere.example")]
    [TestCase("ASPNETCORE_CONTENTROOT", "/no/such/directory")]
    public async Task Host_configuration_does_not_keep_the_emulator_from_responding(string name, string value)
    {
        Set(name, value);

        await using var api = await EmulatorHarness.StartAsync();

        Assert.That((await api.Client.Domains.ListPageAsync()).Items, Is.Empty);
    }

    private void Set(string name, string value)
    {
        _usual[name] = Environment.GetEnvironmentVariable(name);
        Environment.SetEnvironmentVariable(name, value);
    }
}
