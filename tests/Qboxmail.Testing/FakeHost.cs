using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Qboxmail.Testing;

/// <summary>A dependency injection container with a client of a fake API and a log at trace level.</summary>
public sealed class FakeHost : IDisposable
{
    private readonly Lazy<ServiceProvider> _provider;

    public FakeHost(
        Action<QboxmailClientOptions>? configure = null, Action<IServiceCollection>? before = null, Action<IServiceCollection>? after = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(Log).SetMinimumLevel(LogLevel.Trace));
        before?.Invoke(services);
        services
            .AddQboxmail(options =>
            {
                options.ApiToken = FakeApi.Token;
                options.BaseAddress = FakeApi.Address;
                options.TimeProvider = Api.Time;
                configure?.Invoke(options);
            })
            .ConfigurePrimaryHttpMessageHandler(() => Api.Handler);
        after?.Invoke(services);
        _provider = new(() => services.BuildServiceProvider());
    }

    public FakeApi Api { get; } = new();

    public RecordedLog Log { get; } = new();

    public IServiceProvider Services => _provider.Value;

    public QboxmailClient Client => Services.GetRequiredService<QboxmailClient>();

    public void Dispose()
    {
        _provider.Value.Dispose();
        Api.Dispose();
    }
}
