using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Qboxmail.Tests;

/// <summary>AddQboxmail registers working clients, with and without a name.</summary>
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
        Api.Get("/one" + ApiRoute.Path("Permissions_List"), """{"resources": []}""");
        Api.Get("/two" + ApiRoute.Path("Permissions_List"), """{"resources": []}""");

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

    [TestCase("")]
    [TestCase(" ")]
    public void AddQboxmail_rejects_a_blank_client_name(string name)
    {
        var services = new ServiceCollection();

        Assert.That(() => services.AddQboxmail(name, _ => { }), Throws.ArgumentException.With.Property("ParamName").EqualTo("name"));
        Assert.That(
            () => services.AddQboxmail(name, new ConfigurationBuilder().Build()),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("name"));
    }

    [Test]
    public void AddQboxmail_rejects_null_arguments()
    {
        var services = new ServiceCollection();

        Assert.That(() => services.AddQboxmail((Action<QboxmailClientOptions>)null!), Throws.ArgumentNullException);
        Assert.That(() => services.AddQboxmail((IConfiguration)null!), Throws.ArgumentNullException);
        Assert.That(() => services.AddQboxmail(null!, _ => { }), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("name"));
        Assert.That(
            () => services.AddQboxmail(null!, new ConfigurationBuilder().Build()),
            Throws.ArgumentNullException.With.Property("ParamName").EqualTo("name"));
        Assert.That(
            () => ((IServiceCollection)null!).AddQboxmail(_ => { }),
            Throws.ArgumentNullException.With.Property("ParamName").EqualTo("services"));
    }

    [Test]
    public async Task Repeated_registration_configures_one_client()
    {
        var services = new ServiceCollection();
        services.AddQboxmail(options => Configure(options, Api, "token-one", "https://api.example.com"));
        services.AddQboxmail(options => options.ApiToken = "token-two").ConfigurePrimaryHttpMessageHandler(() => Api.Handler);
        using var provider = services.BuildServiceProvider();
        Api.Get(ApiRoute.Path("Permissions_List"), """{"resources": []}""");

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
            .AddHttpMessageHandler(() => new MarkingHandler());
        using var provider = services.BuildServiceProvider();
        Api.Get(ApiRoute.Path("Permissions_List"), """{"resources": []}""");

        await provider.GetRequiredService<QboxmailClient>().Permissions.ListAsync();

        Assert.That(Api.Requests[0].Message.Headers.GetValues("X-Mark"), Is.EqualTo(["1"]));
        Api.Verify();
    }

    [Test]
    public async Task A_client_from_With_on_a_registered_client_works()
    {
        using var host = new FakeHost();
        host.Api.Get(ApiRoute.Path("Permissions_List"), """{"resources": []}""");

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

    private static void Configure(QboxmailClientOptions options, FakeApi api, string token, string address)
    {
        options.ApiToken = token;
        options.BaseAddress = new(address);
        options.TimeProvider = api.Time;
    }
}
