using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Qboxmail.Tests;

public class DependencyInjectionTests : ApiTests
{
    [Test]
    public async Task The_registered_client_is_a_working_singleton()
    {
        using var host = new FakeHost();
        host.Api.Get("/api/domains/D1", """{"resources": [{"code": "D1"}]}""");

        var domain = await host.Client.Domains.GetAsync("D1");

        Assert.That(domain.Code, Is.EqualTo("D1"));
        Assert.That(host.Api.Requests[0].Message.Headers.GetValues("X-Api-Token"), Is.EqualTo([FakeApi.Token]));
        Assert.That(host.Client, Is.SameAs(host.Services.GetRequiredService<QboxmailClient>()));
        host.Api.Verify();
    }

    [Test]
    public async Task Named_clients_are_resolved_by_their_names()
    {
        var services = new ServiceCollection();
        services.AddQboxmail("one", options => Configure(options, Api, "token-one", "https://api.example.com/one"))
            .ConfigurePrimaryHttpMessageHandler(() => Api.Handler);
        services.AddQboxmail("two", options => Configure(options, Api, "token-two", "https://api.example.com/two"))
            .ConfigurePrimaryHttpMessageHandler(() => Api.Handler);
        using var provider = services.BuildServiceProvider();
        Api.Get("/one/api/permissions", """{"resources": []}""");
        Api.Get("/two/api/permissions", """{"resources": []}""");

        await provider.GetRequiredKeyedService<QboxmailClient>("one").Permissions.ListAsync();
        await provider.GetRequiredKeyedService<QboxmailClient>("two").Permissions.ListAsync();

        Assert.That(
            Api.Requests.Select(request => request.Message.Headers.GetValues("X-Api-Token").Single()), Is.EqualTo(["token-one", "token-two"]));
        Assert.That(provider.GetKeyedService<QboxmailClient>("one"), Is.SameAs(provider.GetKeyedService<QboxmailClient>("one")));
        Assert.That(provider.GetKeyedService<QboxmailClient>("three"), Is.Null);
        Assert.That(provider.GetService<QboxmailClient>(), Is.Null);
        Api.Verify();
    }

    [Test]
    public void An_unnamed_client_coexists_with_named_clients()
    {
        var services = new ServiceCollection();
        services.AddQboxmail(options => options.ApiToken = "token-one");
        services.AddQboxmail("sandbox", options =>
        {
            options.ApiToken = "token-two";
            options.BaseAddress = QboxmailHosts.Sandbox;
        });
        using var provider = services.BuildServiceProvider();

        Assert.That(provider.GetRequiredService<QboxmailClient>().BaseAddress, Is.EqualTo(QboxmailHosts.Production));
        Assert.That(provider.GetRequiredKeyedService<QboxmailClient>("sandbox").BaseAddress, Is.EqualTo(QboxmailHosts.Sandbox));
    }

    [TestCase(null)]
    [TestCase("sandbox")]
    public void Options_are_bound_from_configuration(string? name)
    {
        var configuration = Configuration(
            ("ApiToken", "token-one"),
            ("BaseAddress", "https://sandbox.qboxmail.com"),
            ("AllowPlainHttp", "true"),
            ("AttemptTimeout", "00:00:01"),
            ("WriteAttemptTimeout", "00:00:02"),
            ("Timeout", "00:00:03"),
            ("MaxRetries", "4"),
            ("MaxResponseSize", "5000"),
            ("ApplicationId", "MyPanel/2.1"));
        var services = new ServiceCollection();
        _ = name is null ? services.AddQboxmail(configuration) : services.AddQboxmail(name, configuration);
        using var provider = services.BuildServiceProvider();

        var options = provider.GetRequiredService<IOptionsMonitor<QboxmailClientOptions>>().Get(name ?? Options.DefaultName);
        var client = provider.GetRequiredKeyedService<QboxmailClient>(name);

        Assert.That(options.ApiToken, Is.EqualTo("token-one"));
        Assert.That(options.BaseAddress, Is.EqualTo(QboxmailHosts.Sandbox));
        Assert.That(options.AllowPlainHttp, Is.True);
        Assert.That(options.AttemptTimeout, Is.EqualTo(TimeSpan.FromSeconds(1)));
        Assert.That(options.WriteAttemptTimeout, Is.EqualTo(TimeSpan.FromSeconds(2)));
        Assert.That(options.Timeout, Is.EqualTo(TimeSpan.FromSeconds(3)));
        Assert.That(options.MaxRetries, Is.EqualTo(4));
        Assert.That(options.MaxResponseSize, Is.EqualTo(5000));
        Assert.That(options.ApplicationId, Is.EqualTo("MyPanel/2.1"));
        Assert.That(options.TimeProvider, Is.SameAs(TimeProvider.System));
        Assert.That(client.BaseAddress, Is.EqualTo(QboxmailHosts.Sandbox));
    }

    [Test]
    public void Options_missing_from_configuration_keep_their_defaults()
    {
        var services = new ServiceCollection();
        services.AddQboxmail(Configuration(("ApiToken", "token-one")));
        using var provider = services.BuildServiceProvider();

        var options = provider.GetRequiredService<IOptions<QboxmailClientOptions>>().Value;

        Assert.That(options.BaseAddress, Is.EqualTo(QboxmailHosts.Production));
        Assert.That(options.MaxRetries, Is.EqualTo(3));
        Assert.That(options.Timeout, Is.EqualTo(TimeSpan.FromMinutes(5)));
    }

    [Test]
    public void A_configured_BaseAddress_without_a_scheme_is_reported()
    {
        var services = new ServiceCollection();
        services.AddQboxmail(Configuration(("ApiToken", "token-one"), ("BaseAddress", "sandbox.qboxmail.com")));
        using var provider = services.BuildServiceProvider();

        var exception = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<QboxmailClient>());

        Assert.That(exception!.Message, Is.EqualTo("BaseAddress must be an absolute http(s) address such as https://api.qboxmail.com."));
    }

    [Test]
    public void Options_can_be_changed_with_PostConfigure()
    {
        var services = new ServiceCollection();
        services.AddQboxmail(_ => { });
        services.PostConfigure<QboxmailClientOptions>(options => options.ApiToken = "token-late");
        using var provider = services.BuildServiceProvider();

        Assert.That(() => provider.GetRequiredService<QboxmailClient>(), Throws.Nothing);
    }

    [TestCase(null)]
    [TestCase("sandbox")]
    public void Invalid_options_prevent_the_host_from_starting(string? name)
    {
        var services = new ServiceCollection();
        _ = name is null ? services.AddQboxmail(_ => { }) : services.AddQboxmail(name, _ => { });
        using var provider = services.BuildServiceProvider();

        // What a host asks first.
        var exception = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate());

        Assert.That(exception!.Message, Is.EqualTo("ApiToken is missing: set ApiToken or ApiTokenProvider."));
        Assert.That(exception.OptionsName, Is.EqualTo(name ?? Options.DefaultName));
        Assert.That(() => provider.GetRequiredKeyedService<QboxmailClient>(name), Throws.TypeOf<OptionsValidationException>());
    }

    [Test]
    public void Valid_options_let_the_host_start()
    {
        var services = new ServiceCollection();
        services.AddQboxmail("sandbox", options => options.ApiToken = "token-one");
        using var provider = services.BuildServiceProvider();

        Assert.That(provider.GetRequiredService<IStartupValidator>().Validate, Throws.Nothing);
    }

    [TestCase("")]
    [TestCase(" ")]
    public void AddQboxmail_rejects_a_blank_client_name(string name)
    {
        var services = new ServiceCollection();

        Assert.That(() => services.AddQboxmail(name, _ => { }), Throws.ArgumentException.With.Property("ParamName").EqualTo("name"));
        Assert.That(() => services.AddQboxmail(name, Configuration()), Throws.ArgumentException.With.Property("ParamName").EqualTo("name"));
    }

    [Test]
    public void AddQboxmail_rejects_null_arguments()
    {
        var services = new ServiceCollection();

        Assert.That(() => services.AddQboxmail((Action<QboxmailClientOptions>)null!), Throws.ArgumentNullException);
        Assert.That(() => services.AddQboxmail((IConfiguration)null!), Throws.ArgumentNullException);
        Assert.That(() => services.AddQboxmail(null!, _ => { }), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("name"));
        Assert.That(() => services.AddQboxmail(null!, Configuration()), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("name"));
        Assert.That(
            () => ((IServiceCollection)null!).AddQboxmail(_ => { }),
            Throws.ArgumentNullException.With.Property("ParamName").EqualTo("services"));
    }

    [Test]
    public void Registered_clients_pool_connections_for_five_minutes_and_follow_no_redirects()
    {
        var services = new ServiceCollection();
        services.AddQboxmail(options => options.ApiToken = "token-one");
        using var provider = services.BuildServiceProvider();

        var handler = Innermost(provider, "Qboxmail");

#if NETSTANDARD_BUILD
        // This build does not know the handler of the factory, and keeps it.
        Assert.That(handler, Is.TypeOf<SocketsHttpHandler>().With.Property("AllowAutoRedirect").False.And.Property("UseCookies").False);
        Assert.That(((SocketsHttpHandler)handler).AutomaticDecompression, Is.EqualTo(DecompressionMethods.GZip | DecompressionMethods.Deflate));
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

        Assert.That(((HttpClientHandler)Innermost(provider, "Qboxmail")).AllowAutoRedirect, Is.False);
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

        Assert.That(Innermost(provider, "Qboxmail:own"), Has.Property("UseProxy").EqualTo(usesProxy));
        Assert.That(Innermost(provider, "Qboxmail:late"), Has.Property("UseProxy").EqualTo(usesProxy).And.Property("UseCookies").False);
    }

    [Test]
    public async Task Repeated_registration_configures_one_client()
    {
        var services = new ServiceCollection();
        services.AddQboxmail(options => Configure(options, Api, "token-one", "https://api.example.com"));
        services.AddQboxmail(options => options.ApiToken = "token-two").ConfigurePrimaryHttpMessageHandler(() => Api.Handler);
        using var provider = services.BuildServiceProvider();
        Api.Get("/api/permissions", """{"resources": []}""");

        await provider.GetServices<QboxmailClient>().Single().Permissions.ListAsync();

        Assert.That(Api.Requests[0].Message.Headers.GetValues("X-Api-Token"), Is.EqualTo(["token-two"]));
        Api.Verify();
    }

    [Test]
    public async Task A_handler_can_be_added_to_a_registered_client()
    {
        var services = new ServiceCollection();
        services.AddQboxmail(options => Configure(options, Api, "token-one", "https://api.example.com"))
            .ConfigurePrimaryHttpMessageHandler(() => Api.Handler)
            .AddHttpMessageHandler(() => new Marking());
        using var provider = services.BuildServiceProvider();
        Api.Get("/api/permissions", """{"resources": []}""");

        await provider.GetRequiredService<QboxmailClient>().Permissions.ListAsync();

        Assert.That(Api.Requests[0].Message.Headers.GetValues("X-Mark"), Is.EqualTo(["1"]));
        Api.Verify();
    }

    [Test]
    public async Task A_client_from_With_on_a_registered_client_works()
    {
        using var host = new FakeHost();
        host.Api.Get("/api/permissions", """{"resources": []}""");

        await host.Client.With(call => call.ApiToken = "another").Permissions.ListAsync();

        Assert.That(host.Api.Requests[0].Message.Headers.GetValues("X-Api-Token"), Is.EqualTo(["another"]));
    }

    [Test]
    public async Task A_registered_client_works_without_logging()
    {
        var services = new ServiceCollection();
        services.AddQboxmail(options => Configure(options, Api, "token-one", "https://api.example.com"))
            .ConfigurePrimaryHttpMessageHandler(() => Api.Handler);
        using var provider = services.BuildServiceProvider();
        Api.Get("/api/domains/D1", HttpStatusCode.NotFound);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => provider.GetRequiredService<QboxmailClient>().Domains.GetAsync("D1"));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.NotFound));
    }

    internal static HttpMessageHandler Innermost(IServiceProvider provider, string name)
    {
        var handler = provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(name);

        while (handler is DelegatingHandler { InnerHandler: { } inner })
        {
            handler = inner;
        }

        return handler;
    }

    private static TimeSpan HandlerLifetime(IServiceProvider provider) =>
        provider.GetRequiredService<IOptionsMonitor<HttpClientFactoryOptions>>().Get("Qboxmail").HandlerLifetime;

    private static void Configure(QboxmailClientOptions options, FakeApi api, string token, string address)
    {
        options.ApiToken = token;
        options.BaseAddress = new(address);
        options.TimeProvider = api.Time;
    }

    private static IConfiguration Configuration(params (string Name, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(value => value.Name, value => (string?)value.Value)).Build();

    private sealed class Marking : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Add("X-Mark", "1");
            return base.SendAsync(request, cancellationToken);
        }
    }
}
