using Microsoft.Extensions.Time.Testing;

namespace Qboxmail.Emulator.Tests;

/// <summary>An emulator, and a client that talks to it.</summary>
internal sealed class EmulatorHarness : IAsyncDisposable
{
    public const string Password = "Correct-horse-7";

    private EmulatorHarness(QboxmailEmulator emulator, QboxmailClientOptions options)
    {
        Emulator = emulator;
        Client = new QboxmailClient(options);
        Http = CreateHttpClient(emulator.Address);
    }

    public QboxmailEmulator Emulator { get; }

    public QboxmailClient Client { get; }

    /// <summary>For requests that the library does not send. It puts no token on them.</summary>
    public HttpClient Http { get; }

    /// <summary>Creates a client that reaches this machine directly even where the environment names a proxy.</summary>
    public static HttpClient CreateHttpClient(Uri address) => new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };

    public static async Task<EmulatorHarness> StartAsync(
        Action<QboxmailEmulatorOptions>? configure = null, Action<QboxmailClientOptions>? configureClient = null)
    {
        var options = new QboxmailEmulatorOptions();
        options.Delays.SetAll(TimeSpan.Zero);
        configure?.Invoke(options);
        var emulator = await QboxmailEmulator.StartAsync(options);
        var clientOptions = new QboxmailClientOptions { ApiToken = emulator.Token, BaseAddress = emulator.Address };
        configureClient?.Invoke(clientOptions);

        return new EmulatorHarness(emulator, clientOptions);
    }

    /// <summary>
    /// An emulator on a clock that the test drives, where each piece of background work takes a minute. It serves inferred operations too.
    /// </summary>
    public static Task<EmulatorHarness> StartAsync(FakeTimeProvider time, Action<QboxmailEmulatorOptions>? configure = null) => StartAsync(options =>
    {
        options.TimeProvider = time;
        options.AllowInferred = true;
        options.Delays.SetAll(TimeSpan.FromMinutes(1));
        configure?.Invoke(options);
    });

    /// <summary>An emulator and a client on the same clock, where background work takes no time.</summary>
    public static Task<EmulatorHarness> OnClockAsync(FakeTime time, Action<QboxmailClientOptions>? configureClient = null) => StartAsync(
        options =>
        {
            options.TimeProvider = time;
            options.AllowInferred = true;
        },
        options =>
        {
            options.TimeProvider = time;
            configureClient?.Invoke(options);
        });

    public static FakeTimeProvider CreateClock() => new(new DateTimeOffset(2026, 4, 16, 9, 0, 0, TimeSpan.Zero));

    /// <summary>What a call is refused with: the status, and what is wrong with which field.</summary>
    public static async Task<string> RefusalAsync(Func<Task> call)
    {
        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => call());
        return string.Join(
            ", ", exception!.FieldErrors.Select(error => $"{error.Field} {error.Description}").Prepend($"{(int)exception.StatusCode}"));
    }

    /// <summary>The same emulator seen with another token, which it accepts from now on.</summary>
    public QboxmailClient As(EmulatorToken token)
    {
        Emulator.AddToken(token);
        return Client.With(call => call.ApiToken = token.Value);
    }

    /// <summary>Creates a domain that works; with delays of zero it does so at once.</summary>
    public async Task<string> CreateActiveDomainAsync(string name = "example.com")
    {
        var created = await Client.Domains.CreateAsync(new CreateDomainRequest(name, Password));
        await Client.Domains.VerifyDnsOwnershipAsync(created.ResourceCode);
        return created.ResourceCode;
    }

    public Task<CreatedResource> CreateMailboxAsync(string domainCode, string name = "mario.rossi") =>
        Client.EmailAccounts.CreateAsync(domainCode, new CreateEmailAccountRequest(name, Password, "Mario"));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Client.Dispose();
        await Emulator.DisposeAsync();
    }
}
