using Qboxmail.Emulator;

namespace Qboxmail.Quickstart;

/// <summary>What the program talks to.</summary>
internal sealed class Target : IAsyncDisposable
{
    private const string SandboxToken = "QBOXMAIL_SANDBOX_TOKEN";
    private const string ProductionToken = "QBOXMAIL_API_TOKEN";

    private readonly QboxmailEmulator? _emulator;

    private Target(string name, QboxmailClientOptions options, QboxmailEmulator? emulator = null)
    {
        Name = name;
        options.ApplicationId = "Qboxmail-Quickstart";
        Client = new QboxmailClient(options);
        _emulator = emulator;
    }

    public string Name { get; }

    public QboxmailClient Client { get; }

    public bool IsProduction => Name == "production";

    public bool IsSandbox => Name == "the sandbox";

    public bool IsEmulator => _emulator is not null;

    public string Description => IsEmulator
        ? $"Against an emulator in this process ({Client.BaseAddress}). Set {SandboxToken} to use the sandbox."
        : $"Against {Name} ({Client.BaseAddress}).";

    public static async Task<Target> ChooseAsync(Arguments arguments, CancellationToken cancellationToken)
    {
        if (arguments.Production)
        {
            if (arguments.Domain is null && !arguments.Probe)
            {
                throw new UsageException("Production needs the name of a domain: --production example.com");
            }

            return new Target("production", new QboxmailClientOptions { ApiToken = Token(ProductionToken) ?? throw new UsageException($"Production needs a token in {ProductionToken}.") });
        }

        if (Token(SandboxToken) is { } token)
        {
            return new Target("the sandbox", new QboxmailClientOptions { ApiToken = token, BaseAddress = SandboxAddress() });
        }

        var emulator = await QboxmailEmulator.StartAsync(new QboxmailEmulatorOptions { AllowInferred = arguments.Probe }, cancellationToken);
        return new Target("the emulator", new QboxmailClientOptions { ApiToken = emulator.Token, BaseAddress = emulator.Address }, emulator);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();

        if (_emulator is not null)
        {
            await _emulator.DisposeAsync();
        }
    }

    private static string? Token(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } token ? token : null;

    // Another address stands for the sandbox behind a proxy.
    private static Uri? SandboxAddress() =>
        Environment.GetEnvironmentVariable("QBOXMAIL_BASE_URL") is { Length: > 0 } address
            ? Uri.TryCreate(address, UriKind.Absolute, out var parsed) ? parsed : null
            : QboxmailHosts.Sandbox;
}
