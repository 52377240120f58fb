using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Qboxmail.Emulator.Actions;
using Qboxmail.Emulator.Domain;
using Qboxmail.Emulator.Hosting;

namespace Qboxmail.Emulator;

/// <summary>
/// A stateful, in-memory emulator of the Management API for tests and trials without an account. It follows the OpenAPI document; the README lists
/// its assumptions about everything that the document leaves open. Several emulators can run side by side.
/// </summary>
/// <example>
/// <code>
/// await using var emulator = await QboxmailEmulator.StartAsync();
/// using var qboxmail = new QboxmailClient(new QboxmailClientOptions { ApiToken = emulator.Token, BaseAddress = emulator.Address });
/// </code>
/// </example>
public sealed class QboxmailEmulator : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly EmulatorInstance _instance;
    private readonly EmulatorActions _actions;

    private QboxmailEmulator(WebApplication app, EmulatorActions actions, X509Certificate2? certificate)
    {
        _app = app;
        _actions = actions;
        _instance = actions.Instance;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Certificate = certificate;
    }

    /// <summary>Gets the base address, such as <c>http://127.0.0.1:53211/</c>.</summary>
    public Uri Address { get; }

    /// <summary>
    /// Gets the self-signed certificate that a client must trust; null without <see cref="QboxmailEmulatorOptions.UseHttps"/>. Each emulator creates
    /// a new one.
    /// </summary>
    public X509Certificate2? Certificate { get; }

    /// <summary>Gets the first accepted token.</summary>
    public string Token => _instance.Options.Tokens[0].Value;

    /// <summary>Gets the emails that the service would have sent, oldest first: at most the latest 1,000.</summary>
    public IReadOnlyList<EmulatorMail> Mails => State.WithLock(state => state.Mails.ToList());

    /// <summary>Gets the faults to inject.</summary>
    public EmulatorFaults Faults => _instance.Faults;

    /// <summary>Gets the counts and the log of requests.</summary>
    public EmulatorRequests Requests => _instance.Requests;

    /// <summary>Gets the clock, which can be paused and moved ahead.</summary>
    public EmulatorClock Clock => _instance.Clock;

    /// <summary>Gets the accepted tokens with their roles.</summary>
    public IReadOnlyList<EmulatorToken> Tokens => State.WithLock(state => state.Tokens);

    /// <summary>
    /// Gets the posted webhooks, oldest first, including failed ones: at most the latest 1,000. The emulator posts each webhook once, whether it
    /// succeeds or fails.
    /// </summary>
    public IReadOnlyList<EmulatorWebhook> Webhooks => State.Webhooks.Posted;

    internal EmulatorState State => _instance.State;

    /// <summary>Starts an emulator.</summary>
    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    /// <returns>A running emulator, which stops when it is disposed.</returns>
    /// <exception cref="FormatException"><see cref="QboxmailEmulatorOptions.Seed"/> is invalid. The message names the place.</exception>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<QboxmailEmulator> StartAsync(QboxmailEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var instance = new EmulatorInstance(options ??= new QboxmailEmulatorOptions());
        var actions = new EmulatorActions(instance);
        var certificate = options.UseHttps ? DevelopmentCertificate.Create(options.Address) : null;

        // An empty builder ignores configuration files and environment variables, which are meant for the host program.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        // A stop must not wait for requests that a fault delays.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = ReceivedBody.MaxSizeTaken;
            kestrel.Listen(options.Address, options.Port, listen => UseCertificate(listen, certificate));
        });

        var app = builder.Build();
        app.Use(new RequestLogging(instance).InvokeAsync);
        PageEndpoints.Register(app, instance);
        new ControlEndpoints(actions).Map(app);
        new RequestEvents(instance).Map(app);
        new ApiEndpoints(instance).Map(app);
        await app.StartAsync(cancellationToken).ConfigureAwait(false);
        return new QboxmailEmulator(app, actions, certificate);
    }

    /// <summary>
    /// Publishes a DNS record: the A record that proves the ownership of a domain, or a record that a Delivery domain requires. Needed only if
    /// <see cref="QboxmailEmulatorOptions.AssumesProofPublished"/> is false.
    /// </summary>
    /// <param name="name">The full name of the record.</param>
    /// <param name="value">The value of the record, such as the address of an A record.</param>
    public void PublishDnsRecord(string name, string value) => _actions.PublishDnsRecord(name, value);

    /// <summary>Publishes a file on the web server of a domain to prove its ownership.</summary>
    /// <param name="host">The name of the domain.</param>
    /// <param name="path">The path of the file, such as <c>/qboxmail-d123456789.html</c>.</param>
    public void PublishFile(string host, string path) => _actions.PublishFile(host, path);

    /// <summary>
    /// Sets the used size of a mailbox. A webhook notifies subscribed customers and managers when the usage rises above or falls below 80 or 95
    /// percent of the quota.
    /// </summary>
    /// <param name="address">The address of the mailbox.</param>
    /// <param name="usedBytes">The used size in bytes. It can exceed the quota.</param>
    /// <exception cref="ArgumentException">The mailbox does not exist, or the size is negative.</exception>
    public void FillMailbox(string address, long usedBytes)
    {
        ArgumentNullException.ThrowIfNull(address);
        _actions.FillMailbox(address, usedBytes);
    }

    /// <summary>
    /// Proves the ownership of a domain or domain alias, or verifies a Delivery domain. The emulator publishes the required records and checks them.
    /// </summary>
    /// <param name="name">The name of the domain.</param>
    /// <exception cref="ArgumentException">The domain does not exist.</exception>
    public void ProveDomain(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        _actions.ProveDomain(name);
    }

    /// <summary>Finishes the check of an import at once.</summary>
    /// <param name="code">The code of the import.</param>
    /// <exception cref="ArgumentException">The import does not exist.</exception>
    public void FinishImport(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        _actions.FinishImport(code);
    }

    /// <summary>Finishes a migration at once: checks its rows and runs its executions, whatever their dates are.</summary>
    /// <param name="code">The code of the migration.</param>
    /// <exception cref="ArgumentException">The migration does not exist.</exception>
    public void FinishMigration(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        _actions.FinishMigration(code);
    }

    /// <summary>Posts a webhook again.</summary>
    /// <param name="number">The <see cref="EmulatorWebhook.Number"/> of the webhook.</param>
    /// <exception cref="ArgumentException">The webhook does not exist.</exception>
    public void ResendWebhook(int number) => _actions.ResendWebhook(number);

    /// <summary>Waits until all due webhooks have been posted or have failed.</summary>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    public Task WaitForWebhooksAsync(CancellationToken cancellationToken = default) =>
        State.WithLock(state => state.Webhooks.WhenPosted).WaitAsync(cancellationToken);

    /// <summary>Adds a token for the emulator to accept, such as one for a new manager.</summary>
    /// <param name="token">The token, with a value that no other token has.</param>
    /// <exception cref="ArgumentException">A token with the same value exists.</exception>
    public void AddToken(EmulatorToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        _actions.AddToken(token);
    }

    /// <summary>Revokes a token. Later requests with the token fail with 401.</summary>
    /// <param name="value">The value of the token.</param>
    /// <returns><see langword="true"/> if the token existed; otherwise, <see langword="false"/>.</returns>
    public bool RemoveToken(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return _actions.RemoveToken(value);
    }

    /// <summary>
    /// Restores the starting data and the tokens of the options, and removes all faults, emails, webhooks and logged requests. A reset is much faster
    /// than a start, so tests of a fixture can share one emulator. The emulator discards changes by requests in progress, and does not post due
    /// webhooks.
    /// </summary>
    /// <remarks>The current values of the options apply, and the clock continues. New resources have the same codes as after the start.</remarks>
    /// <exception cref="FormatException"><see cref="QboxmailEmulatorOptions.Seed"/> is no longer valid. The state is unchanged.</exception>
    public void Reset() => _instance.Reset();

    /// <summary>Replaces the state with starting data. Later resets restore this data.</summary>
    /// <param name="seed">The starting data as JSON; see <see cref="QboxmailEmulatorOptions.Seed"/>.</param>
    /// <exception cref="FormatException">The data is invalid. The message names the place. The state is unchanged.</exception>
    public void LoadSeed(string seed)
    {
        ArgumentNullException.ThrowIfNull(seed);
        _instance.LoadSeed(seed);
    }

    /// <summary>
    /// Saves the state as starting data: domains, aliases, mailboxes, users, Delivery and tokens. The data excludes codes, pending background work,
    /// imports, migrations, reports, signatures, address books and Vault.
    /// </summary>
    /// <returns>The starting data as JSON.</returns>
    public string SaveSeed() => _actions.SaveSeed();

    /// <summary>Stops the emulator and discards its state.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync().ConfigureAwait(false);
        _instance.Dispose();
        Certificate?.Dispose();
    }

    private static void UseCertificate(ListenOptions listen, X509Certificate2? certificate)
    {
        // Faults close the connection of one request. With HTTP/2, several requests would share that connection.
        listen.Protocols = HttpProtocols.Http1;

        if (certificate is not null)
        {
            listen.UseHttps(certificate);
        }
    }
}
