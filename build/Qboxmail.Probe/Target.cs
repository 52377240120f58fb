using Qboxmail.Emulator;

namespace Qboxmail.Probe;

/// <summary>The service that the program sends its requests to.</summary>
internal sealed class Target : IAsyncDisposable
{
    private const string SandboxToken = "QBOXMAIL_SANDBOX_TOKEN";
    private const string ProductionToken = "QBOXMAIL_API_TOKEN";

    // The emulator starts with a resource of the kinds whose codes most paths need.
    private const string Seed = """
        {
          "domains": [{ "name": "example.com", "email_accounts": [{ "name": "mario.rossi", "firstname": "Mario" }] }],
          "delivery_domains": [{ "name": "example.com" }]
        }
        """;

    private readonly QboxmailEmulator? _emulator;

    private Target(string name, QboxmailClientOptions options, QboxmailEmulator? emulator = null)
    {
        Name = name;
        options.ApplicationId = "Qboxmail-Probe";
        Client = new QboxmailClient(options);
        _emulator = emulator;
    }

    public string Name { get; }

    public QboxmailClient Client { get; }

    public bool IsEmulator => _emulator is not null;

    public string Description => IsEmulator
        ? $"Running against an emulator in this process ({Client.BaseAddress}). Set {SandboxToken} to use the sandbox."
        : $"Running against {Name} ({Client.BaseAddress}).";

    public static async Task<Target> ChooseAsync(bool production, CancellationToken cancellationToken)
    {
        if (production)
        {
            var productionToken = Token(ProductionToken) ?? throw new UsageException($"Production needs a token in {ProductionToken}.");
            return new Target("production", new QboxmailClientOptions { ApiToken = productionToken });
        }

        if (Token(SandboxToken) is { } token)
        {
            return new Target("the sandbox", new QboxmailClientOptions { ApiToken = token, BaseAddress = SandboxAddress() });
        }

        var emulator = await QboxmailEmulator.StartAsync(new QboxmailEmulatorOptions { AllowInferred = true, Seed = Seed }, cancellationToken);
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

    // QBOXMAIL_BASE_URL is for a sandbox behind a proxy.
    private static Uri? SandboxAddress() =>
        Environment.GetEnvironmentVariable("QBOXMAIL_BASE_URL") is { Length: > 0 } address
            ? Uri.TryCreate(address, UriKind.Absolute, out var parsed) ? parsed : null
            : QboxmailHosts.Sandbox;
}
