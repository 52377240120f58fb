using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Qboxmail.Tests;

/// <summary>The primary handler of a registered client: its settings, and those that apply to a handler of the host.</summary>
public class PrimaryHandlerTests
{
    [Test]
    public void Registered_clients_pool_connections_for_five_minutes_and_follow_no_redirects()
    {
        var services = new ServiceCollection();
        services.AddQboxmail(options => options.ApiToken = "token-one");
        using var provider = services.BuildServiceProvider();

        var handler = PrimaryHandler.Of(provider, "Qboxmail");

#if NETSTANDARD_BUILD
        // This build does not know the handler of the factory, and keeps it.
        Assert.That(handler, Is.TypeOf<SocketsHttpHandler>().With.Property("AllowAutoRedirect").False.And.Property("UseCookies").False);
        Assert.That(
            ((SocketsHttpHandler)handler).AutomaticDecompression,
            Is.EqualTo(System.Net.DecompressionMethods.GZip | System.Net.DecompressionMethods.Deflate));
#else
        Assert.That(handler, Is.TypeOf<SocketsHttpHandler>().With.Property("AllowAutoRedirect").False.And.Property("UseCookies").False);
        Assert.That(((SocketsHttpHandler)handler).PooledConnectionLifetime, Is.EqualTo(TimeSpan.FromMinutes(5)));
#endif
        // The factory renews the handler too, which may be one of the host's.
        Assert.That(HandlerLifetime(provider), Is.EqualTo(TimeSpan.FromMinutes(2)));
    }

    [Test]
    public void Redirects_are_disabled_on_a_handler_of_the_host()
    {
        var services = new ServiceCollection();
        services.AddQboxmail(options => options.ApiToken = "token-one").ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler());
        using var provider = services.BuildServiceProvider();

        Assert.That(((HttpClientHandler)PrimaryHandler.Of(provider, "Qboxmail")).AllowAutoRedirect, Is.False);
    }

    [TestCase("http://127.0.0.1:5000", false)]
    [TestCase("https://api.example.com", true)]
    public void A_loopback_address_bypasses_the_system_proxy(string address, bool usesProxy)
    {
        var services = new ServiceCollection();
        services.AddQboxmail("own", options => (options.ApiToken, options.BaseAddress) = ("token-one", new(address)));
        services.AddQboxmail("late", options => (options.ApiToken, options.BaseAddress) = ("token-one", new(address)))
            .ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler());
        using var provider = services.BuildServiceProvider();

        Assert.That(PrimaryHandler.Of(provider, "Qboxmail:own"), Has.Property("UseProxy").EqualTo(usesProxy));
        Assert.That(PrimaryHandler.Of(provider, "Qboxmail:late"), Has.Property("UseProxy").EqualTo(usesProxy).And.Property("UseCookies").False);
    }

    private static TimeSpan HandlerLifetime(IServiceProvider provider) =>
        provider.GetRequiredService<IOptionsMonitor<HttpClientFactoryOptions>>().Get("Qboxmail").HandlerLifetime;
}
