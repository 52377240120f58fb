using Microsoft.Extensions.Time.Testing;

namespace Qboxmail.Emulator.Tests;

/// <summary>An emulator and a client of it.</summary>
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

    /// <summary>Gets a client for requests that the library does not send. It adds no token.</summary>
    public HttpClient Http { get; }

    /// <summary>Creates a client that ignores the proxy of the environment.</summary>
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

    /// <summary>Starts an emulator on a clock that the test advances. Background work takes a minute; inferred operations are enabled.</summary>
    public static Task<EmulatorHarness> StartAsync(FakeTimeProvider time, Action<QboxmailEmulatorOptions>? configure = null) => StartAsync(options =>
    {
        options.TimeProvider = time;
        options.AllowInferred = true;
        options.Delays.SetAll(TimeSpan.FromMinutes(1));
        configure?.Invoke(options);
    });

    /// <summary>Starts an emulator and a client on the same clock. Background work takes no time; inferred operations are enabled.</summary>
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

    /// <summary>Returns the status and the field errors that a call is rejected with.</summary>
    public static async Task<string> RefusalAsync(Func<Task> call)
    {
        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => call());
        return string.Join(
            ", ", exception!.FieldErrors.Select(error => $"{error.Field} {error.Description}").Prepend($"{(int)exception.StatusCode}"));
    }

    /// <summary>Adds a token to the emulator, and returns a client that uses it.</summary>
    public QboxmailClient As(EmulatorToken token)
    {
        Emulator.AddToken(token);
        return Client.With(options => options.ApiToken = token.Value);
    }

    /// <summary>Creates a domain and verifies its ownership; without delays it is active immediately.</summary>
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
