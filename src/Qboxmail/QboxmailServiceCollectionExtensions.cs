using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Qboxmail;
using Qboxmail.Http;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Extension methods that register <see cref="QboxmailClient"/>, and each client that it contains, with a container.</summary>
public static class QboxmailServiceCollectionExtensions
{
    /// <summary>Registers the client as a singleton. Its options are validated when the host starts.</summary>
    /// <param name="services">The service collection.</param>
    /// <param name="configure">Configures the options.</param>
    /// <returns>The builder of the HTTP client, to which the application can add a proxy, handlers or loggers.</returns>
    [OverloadResolutionPriority(1)]
    public static IHttpClientBuilder AddQboxmail(this IServiceCollection services, Action<QboxmailClientOptions> configure) =>
        AddClient(services, name: null, options => options.Configure(configure ?? throw new ArgumentNullException(nameof(configure))));

    /// <summary>Registers the client as a singleton, with options from a configuration section. They are validated when the host starts.</summary>
    /// <param name="services">The service collection.</param>
    /// <param name="configuration">
    /// The section, whose keys are the properties of <see cref="QboxmailClientOptions"/>, such as <c>ApiToken</c> and <c>BaseAddress</c>.
    /// </param>
    /// <returns>The builder of the HTTP client, to which the application can add a proxy, handlers or loggers.</returns>
    public static IHttpClientBuilder AddQboxmail(this IServiceCollection services, IConfiguration configuration) =>
        AddClient(services, name: null, options => Bind(options, configuration));

    /// <summary>Registers a client as a keyed singleton, one of several for different accounts or hosts.</summary>
    /// <param name="services">The service collection.</param>
    /// <param name="name">The key of the client and the name of its options. Must not be blank.</param>
    /// <param name="configure">Configures the options.</param>
    /// <returns>The builder of the HTTP client, to which the application can add a proxy, handlers or loggers.</returns>
    [OverloadResolutionPriority(1)]
    public static IHttpClientBuilder AddQboxmail(this IServiceCollection services, string name, Action<QboxmailClientOptions> configure) =>
        AddClient(services, ValidatedName(name), options => options.Configure(configure ?? throw new ArgumentNullException(nameof(configure))));

    /// <summary>Registers a client as a keyed singleton, with options from a configuration section.</summary>
    /// <param name="services">The service collection.</param>
    /// <param name="name">The key of the client and the name of its options. Must not be blank.</param>
    /// <param name="configuration">
    /// The section, whose keys are the properties of <see cref="QboxmailClientOptions"/>, such as <c>ApiToken</c> and <c>BaseAddress</c>.
    /// </param>
    /// <returns>The builder of the HTTP client, to which the application can add a proxy, handlers or loggers.</returns>
    public static IHttpClientBuilder AddQboxmail(this IServiceCollection services, string name, IConfiguration configuration) =>
        AddClient(services, ValidatedName(name), options => Bind(options, configuration));

    /// <summary>Registers a part of the client, for classes that need only that part.</summary>
    internal static void AddPart<T>(this IServiceCollection services, string? name, Func<QboxmailClient, T> select)
        where T : class =>
        // A null key registers the service without a key.
        services.TryAddKeyedSingleton(name, (provider, _) => select(
            name is null ? provider.GetRequiredService<QboxmailClient>() : provider.GetRequiredKeyedService<QboxmailClient>(name)));

    // An empty name would select the options, and therefore the token, of the client without a name.
    private static string ValidatedName(string name) =>
        name is null ? throw new ArgumentNullException(nameof(name))
        : string.IsNullOrWhiteSpace(name) ? throw new ArgumentException("The name of a client must not be blank.", nameof(name))
        : name;

    private static IHttpClientBuilder AddClient(IServiceCollection services, string? name, Action<OptionsBuilder<QboxmailClientOptions>> configure)
    {
        _ = services ?? throw new ArgumentNullException(nameof(services));
        var httpName = name is null ? "Qboxmail" : $"Qboxmail:{name}";

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<QboxmailClientOptions>, QboxmailClientOptionsValidator>());
        configure(services.AddOptions<QboxmailClientOptions>(name ?? string.Empty).ValidateOnStart());
        services.TryAddKeyedSingleton(name, (provider, _) => CreateClient(provider, name, httpName));
        QboxmailClient.AddParts(services, name);

        return AddHttpClient(services, name, httpName);
    }

    private static IHttpClientBuilder AddHttpClient(IServiceCollection services, string? name, string httpName)
    {
        var builder = services.AddHttpClient(httpName);

        // The first filter is the outermost one, so it completes the chain after all others.
        services.Insert(0, ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter>(
            new ContainerHttpClient(httpName, provider => GetOptions(provider, name).BaseAddress!)));

#pragma warning disable EXTEXP0001 // The host's defaults would only delay our own retries, because a second send of an attempt is refused.
        builder.RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001

        return builder
            .ConfigureHttpClient(static client => client.Timeout = Timeout.InfiniteTimeSpan)
            // The default loggers write paths and, on some targets, query strings. The library logs its calls itself.
            .RemoveAllLoggers();
    }

    private static QboxmailClient CreateClient(IServiceProvider provider, string? name, string httpName)
    {
        var options = GetOptions(provider, name);
        var factory = provider.GetRequiredService<IHttpClientFactory>();
        var logger = provider.GetService<ILoggerFactory>()?.CreateLogger(QboxmailDiagnostics.LogCategory);

        return new QboxmailClient(options.Copy(), () => factory.CreateClient(httpName), logger);
    }

    private static QboxmailClientOptions GetOptions(IServiceProvider provider, string? name) =>
        provider.GetRequiredService<IOptionsMonitor<QboxmailClientOptions>>().Get(name ?? string.Empty);

    private static void Bind(OptionsBuilder<QboxmailClientOptions> options, IConfiguration configuration) =>
        options.Bind(configuration ?? throw new ArgumentNullException(nameof(configuration)));
}
