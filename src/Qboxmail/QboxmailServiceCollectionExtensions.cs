using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Qboxmail;
using Qboxmail.Http;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Extension methods to register <see cref="QboxmailClient"/> and its resource clients in an <see cref="IServiceCollection"/>.</summary>
public static class QboxmailServiceCollectionExtensions
{
    /// <summary>Registers a <see cref="QboxmailClient"/> as a singleton. The options are validated when the host starts.</summary>
    /// <param name="services">The service collection.</param>
    /// <param name="configure">A delegate that configures the options.</param>
    /// <returns>The builder of the underlying HTTP client. Use it to add a proxy, handlers or loggers.</returns>
    [OverloadResolutionPriority(1)]
    public static IHttpClientBuilder AddQboxmail(this IServiceCollection services, Action<QboxmailClientOptions> configure) =>
        AddClient(services, name: null, options => options.Configure(configure ?? throw new ArgumentNullException(nameof(configure))));

    /// <summary>
    /// Registers a <see cref="QboxmailClient"/> as a singleton, with options from a configuration section. The options are validated when the host
    /// starts.
    /// </summary>
    /// <param name="services">The service collection.</param>
    /// <param name="configuration">
    /// The configuration section. Its keys are the property names of <see cref="QboxmailClientOptions"/>, such as <c>ApiToken</c> and
    /// <c>BaseAddress</c>.
    /// </param>
    /// <returns>The builder of the underlying HTTP client. Use it to add a proxy, handlers or loggers.</returns>
    public static IHttpClientBuilder AddQboxmail(this IServiceCollection services, IConfiguration configuration) =>
        AddClient(services, name: null, options => Bind(options, configuration));

    /// <summary>Registers a <see cref="QboxmailClient"/> as a keyed singleton, for applications that use several accounts or hosts.</summary>
    /// <param name="services">The service collection.</param>
    /// <param name="name">The service key of the client and the name of its options. It must not be empty or white space.</param>
    /// <param name="configure">A delegate that configures the options.</param>
    /// <returns>The builder of the underlying HTTP client. Use it to add a proxy, handlers or loggers.</returns>
    [OverloadResolutionPriority(1)]
    public static IHttpClientBuilder AddQboxmail(this IServiceCollection services, string name, Action<QboxmailClientOptions> configure) =>
        AddClient(services, ValidatedName(name), options => options.Configure(configure ?? throw new ArgumentNullException(nameof(configure))));

    /// <summary>Registers a <see cref="QboxmailClient"/> as a keyed singleton, with options from a configuration section.</summary>
    /// <param name="services">The service collection.</param>
    /// <param name="name">The service key of the client and the name of its options. It must not be empty or white space.</param>
    /// <param name="configuration">
    /// The configuration section. Its keys are the property names of <see cref="QboxmailClientOptions"/>, such as <c>ApiToken</c> and
    /// <c>BaseAddress</c>.
    /// </param>
    /// <returns>The builder of the underlying HTTP client. Use it to add a proxy, handlers or loggers.</returns>
    public static IHttpClientBuilder AddQboxmail(this IServiceCollection services, string name, IConfiguration configuration) =>
        AddClient(services, ValidatedName(name), options => Bind(options, configuration));

    /// <summary>Registers a resource client, so that a class can depend on it instead of the whole <see cref="QboxmailClient"/>.</summary>
    internal static void AddPart<T>(this IServiceCollection services, string? name, Func<QboxmailClient, T> select)
        where T : class =>
        // With a null key, TryAddKeyedSingleton registers the service without a key.
        services.TryAddKeyedSingleton(name, (provider, _) => select(GetClient(provider, name)));

    // Options.DefaultName is an empty string, so an empty name would select the token of the unnamed client.
    private static string ValidatedName(string name) =>
        name is null ? throw new ArgumentNullException(nameof(name))
        : string.IsNullOrWhiteSpace(name) ? throw new ArgumentException("The name of a client must not be empty or white space.", nameof(name))
        : name;

    private static IHttpClientBuilder AddClient(IServiceCollection services, string? name, Action<OptionsBuilder<QboxmailClientOptions>> configure)
    {
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
        var http = new ContainerHttpClient(httpName, provider => GetClient(provider, name).BaseAddress);

        // The first filter is the outermost one, so it adds TokenHandler after all other filters have added their handlers.
        services.Insert(0, ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter>(http));
        services.AddSingleton<IPostConfigureOptions<HttpClientFactoryOptions>>(http);

#pragma warning disable EXTEXP0001 // Resilience handlers of the host would only cause delays, because TokenHandler sends each attempt once.
        builder.RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001

        return builder
            .ConfigureHttpClient(static client => client.Timeout = Timeout.InfiniteTimeSpan)
            // The default loggers of IHttpClientFactory log URL paths and, in older versions, query strings. The library logs its calls itself.
            .RemoveAllLoggers();
    }

    private static QboxmailClient CreateClient(IServiceProvider provider, string? name, string httpName)
    {
        // IOptionsMonitor is not used, because it throws from the change callback when an invalid configuration is reloaded.
        var options = provider.GetRequiredService<IOptionsFactory<QboxmailClientOptions>>().Create(name ?? string.Empty);
        var factory = provider.GetRequiredService<IHttpClientFactory>();
        var logger = provider.GetService<ILoggerFactory>()?.CreateLogger(QboxmailDiagnostics.LogCategory);

        return new QboxmailClient(options.Copy(), () => factory.CreateClient(httpName), logger);
    }

    private static QboxmailClient GetClient(IServiceProvider provider, string? name) =>
        name is null ? provider.GetRequiredService<QboxmailClient>() : provider.GetRequiredKeyedService<QboxmailClient>(name);

    private static void Bind(OptionsBuilder<QboxmailClientOptions> options, IConfiguration configuration) =>
        options.Bind(configuration ?? throw new ArgumentNullException(nameof(configuration)));
}
