namespace Qboxmail.Emulator.Tests;

/// <summary>An emulator, and a client that talks to it.</summary>
internal sealed class Emulated : IAsyncDisposable
{
    public const string Password = "Correct-horse-7";

    private Emulated(QboxmailEmulator emulator, QboxmailClientOptions options)
    {
        Emulator = emulator;
        Client = new QboxmailClient(options);
    }

    public QboxmailEmulator Emulator { get; }

    public QboxmailClient Client { get; }

    public static async Task<Emulated> StartAsync(Action<QboxmailEmulatorOptions>? configure = null, Action<QboxmailClientOptions>? configureClient = null)
    {
        var options = new QboxmailEmulatorOptions();
        options.Delays.SetAll(TimeSpan.Zero);
        configure?.Invoke(options);
        var emulator = await QboxmailEmulator.StartAsync(options);
        var clientOptions = new QboxmailClientOptions { ApiToken = emulator.Token, BaseAddress = emulator.Address };
        configureClient?.Invoke(clientOptions);

        return new Emulated(emulator, clientOptions);
    }

    /// <summary>Creates a domain that works; with delays of zero it does so at once.</summary>
    public async Task<string> CreateActiveDomainAsync(string name = "example.com")
    {
        var created = await Client.Domains.CreateAsync(new CreateDomainRequest(name, Password, Password));
        await Client.Domains.VerifyDnsOwnershipAsync(created.ResourceCode);
        return created.ResourceCode;
    }

    public Task<CreatedResource> CreateMailboxAsync(string domainCode, string name = "mario.rossi") =>
        Client.EmailAccounts.CreateAsync(domainCode, new CreateEmailAccountRequest(name, Password, Password, "Mario"));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Emulator.DisposeAsync();
    }
}
