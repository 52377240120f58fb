using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Qboxmail.Tests;

/// <summary>The options of registered clients come from configuration or code, and the host validates them when it starts.</summary>
public class RegisteredOptionsTests
{
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

        Assert.That(
            exception!.Message, Is.EqualTo("BaseAddress must be an absolute URI with the scheme https or http, such as https://api.qboxmail.com/."));
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
    public async Task A_later_invalid_configuration_does_not_affect_a_client(string? name)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ApiToken", "token-one")]).Build();
        using var server = new StubHandler(_ => FakeApi.Response(System.Net.HttpStatusCode.OK, """{"resources": []}"""));
        var services = new ServiceCollection();
        (name is null ? services.AddQboxmail(configuration) : services.AddQboxmail(name, configuration))
            .ConfigurePrimaryHttpMessageHandler(() => server);
        using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredKeyedService<QboxmailClient>(name);

        configuration["ApiToken"] = "";
        configuration.Reload();
        // The first call creates the handlers.
        await client.Permissions.ListAsync();

        Assert.That(server.Count, Is.EqualTo(1));
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

    private static IConfiguration Configuration(params (string Name, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(value => value.Name, value => (string?)value.Value)).Build();
}
