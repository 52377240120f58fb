using Microsoft.Extensions.DependencyInjection;

namespace Qboxmail.Tests;

/// <summary>A class may ask the container for one part, for example <see cref="DomainsClient"/>, in place of the whole client.</summary>
public class PartRegistrationTests
{
    [TestCase(null)]
    [TestCase("sandbox")]
    public void Every_client_property_of_QboxmailClient_is_registered_with_its_key(string? name)
    {
        using var provider = Build(services => _ = name is null
            ? services.AddQboxmail(options => options.ApiToken = "token-one")
            : services.AddQboxmail(name, options => options.ApiToken = "token-one"));
        var client = provider.GetRequiredKeyedService<QboxmailClient>(name);
        var parts = Parts(client).Concat(Parts(client.Delivery)).ToList();

        Assert.That(parts, Has.Count.EqualTo(23));
        Assert.That(parts.Select(part => provider.GetRequiredKeyedService(part.GetType(), name)), Is.EqualTo(parts));
        Assert.That(provider.GetKeyedService<DomainsClient>("other"), Is.Null);
    }

    [Test]
    public void DomainsClient_is_resolved_from_the_QboxmailClient_that_the_application_registered()
    {
        using var own = new QboxmailClient("own-token");
        using var provider = Build(services =>
        {
            services.AddSingleton(own);
            services.AddQboxmail(options => options.ApiToken = "token-one");
        });

        Assert.That(provider.GetRequiredService<DomainsClient>(), Is.SameAs(own.Domains));
    }

    private static ServiceProvider Build(Action<IServiceCollection> register)
    {
        var services = new ServiceCollection();
        register(services);
        return services.BuildServiceProvider();
    }

    private static IEnumerable<object> Parts(object owner) => owner.GetType().GetProperties()
        .Where(property => property.PropertyType.Assembly == typeof(QboxmailClient).Assembly)
        .Select(property => property.GetValue(owner)!);
}
