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
/// A stateful in-memory emulator of the Qboxmail Management API, for tests and trials without an account. It follows the OpenAPI document. The README
/// lists the assumptions where that document leaves the behavior open. Several emulators can run in one process.
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

    /// <summary>Gets the base address of the emulator, such as <c>http://127.0.0.1:53211/</c>.</summary>
    public Uri Address { get; }

    /// <summary>
    /// Gets the self-signed certificate that clients must trust, or <see langword="null"/> if <see cref="QboxmailEmulatorOptions.UseHttps"/> is
    /// <see langword="false"/>. Each emulator creates its own certificate.
    /// </summary>
    public X509Certificate2? Certificate { get; }

    /// <summary>Gets the value of the first token in <see cref="QboxmailEmulatorOptions.Tokens"/>.</summary>
    public string Token => _instance.Options.Tokens[0].Value;

    /// <summary>Gets the emails that the real service would have sent, oldest first. Only the latest 1,000 are kept.</summary>
    public IReadOnlyList<EmulatorMail> Mails => State.WithLock(state => state.Mails.ToList());

    /// <summary>Gets the faults that the emulator injects.</summary>
    public EmulatorFaults Faults => _instance.Faults;

    /// <summary>Gets the request counts and the request log.</summary>
    public EmulatorRequests Requests => _instance.Requests;

    /// <summary>Gets the clock of the emulator, which can be paused and advanced.</summary>
    public EmulatorClock Clock => _instance.Clock;

    /// <summary>Gets the tokens that the emulator accepts.</summary>
    public IReadOnlyList<EmulatorToken> Tokens => State.WithLock(state => state.Tokens);

    /// <summary>
    /// Gets the posted webhooks, oldest first, including those that failed. Only the latest 1,000 are kept. The emulator posts each webhook once and
    /// does not retry it.
    /// </summary>
    public IReadOnlyList<EmulatorWebhook> Webhooks => State.Webhooks.Posted;

    internal EmulatorState State => _instance.State;

    /// <summary>Starts an emulator.</summary>
    /// <param name="options">The options, or <see langword="null"/> to use the defaults.</param>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    /// <returns>The running emulator. Dispose it to stop it.</returns>
    /// <exception cref="FormatException">
    /// <see cref="QboxmailEmulatorOptions.Seed"/> is invalid. The message contains the location of the error.
    /// </exception>
    /// <exception cref="IOException">The port is already in use.</exception>
    public static async Task<QboxmailEmulator> StartAsync(QboxmailEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var instance = new EmulatorInstance(options ??= new QboxmailEmulatorOptions());
        var actions = new EmulatorActions(instance);
        var certificate = options.UseHttps ? DevelopmentCertificate.Create(options.Address) : null;

        // An empty builder reads no configuration files or environment variables, because those belong to the program that starts the emulator.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        // Shutdown must not wait for requests that a fault delays.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = ReceivedBody.MaxSizeTaken;
            kestrel.Listen(options.Address, options.Port, listen => UseCertificate(listen, certificate));
        });

        var app = builder.Build();
        app.Run(context => SharedPipeline.InvokeAsync(context, actions));
        await app.StartAsync(cancellationToken).ConfigureAwait(false);
        return new QboxmailEmulator(app, actions, certificate);
    }

    /// <summary>
    /// Publishes an emulated DNS record: the A record that proves the ownership of a domain, or a record that a Delivery domain requires. This is
    /// necessary only if <see cref="QboxmailEmulatorOptions.AssumesProofPublished"/> is <see langword="false"/>.
    /// </summary>
    /// <param name="name">The fully qualified name of the record.</param>
    /// <param name="value">The value of the record, such as the IP address of an A record.</param>
    public void PublishDnsRecord(string name, string value) => _actions.PublishDnsRecord(name, value);

    /// <summary>Publishes an emulated file on the web server of a domain to prove ownership of the domain.</summary>
    /// <param name="host">The name of the domain.</param>
    /// <param name="path">The path of the file, such as <c>/qboxmail-d123456789.html</c>.</param>
    public void PublishFile(string host, string path) => _actions.PublishFile(host, path);

    /// <summary>
    /// Sets the storage that a mailbox uses. If the usage crosses 80% or 95% of the quota in either direction, webhooks notify the subscribed
    /// customers and managers.
    /// </summary>
    /// <param name="address">The email address of the mailbox.</param>
    /// <param name="usedBytes">The used storage in bytes. It can exceed the quota.</param>
    /// <exception cref="ArgumentException">The mailbox does not exist, or <paramref name="usedBytes"/> is negative.</exception>
    public void FillMailbox(string address, long usedBytes)
    {
        ArgumentNullException.ThrowIfNull(address);
        _actions.FillMailbox(address, usedBytes);
    }

    /// <summary>Publishes and checks the records that prove the ownership of a domain or domain alias, or that verify a Delivery domain.</summary>
    /// <param name="name">The name of the domain.</param>
    /// <exception cref="ArgumentException">No domain, domain alias or Delivery domain has this name.</exception>
    public void ProveDomain(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        _actions.ProveDomain(name);
    }

    /// <summary>Completes the validation of an import immediately.</summary>
    /// <param name="code">The code of the import.</param>
    /// <exception cref="ArgumentException">The import does not exist.</exception>
    public void FinishImport(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        _actions.FinishImport(code);
    }

    /// <summary>Completes a migration immediately: validates its rows and runs its executions, regardless of their scheduled dates.</summary>
    /// <param name="code">The code of the migration.</param>
    /// <exception cref="ArgumentException">The migration does not exist.</exception>
    public void FinishMigration(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        _actions.FinishMigration(code);
    }

    /// <summary>Queues a webhook to be posted again.</summary>
    /// <param name="number">The <see cref="EmulatorWebhook.Number"/> of the webhook.</param>
    /// <exception cref="ArgumentException">The webhook does not exist.</exception>
    public void ResendWebhook(int number) => _actions.ResendWebhook(number);

    /// <summary>Waits until all due webhooks have been posted or have failed.</summary>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    public Task WaitForWebhooksAsync(CancellationToken cancellationToken = default) =>
        State.WithLock(state => state.Webhooks.WhenPosted).WaitAsync(cancellationToken);

    /// <summary>Adds a token that the emulator accepts, such as the token of a new manager.</summary>
    /// <param name="token">The token. Its value must be unique.</param>
    /// <exception cref="ArgumentException">A token with the same value exists.</exception>
    public void AddToken(EmulatorToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        _actions.AddToken(token);
    }

    /// <summary>Revokes a token. Later requests with this token fail with 401 (Unauthorized).</summary>
    /// <param name="value">The value of the token.</param>
    /// <returns><see langword="true"/> if the token existed; otherwise, <see langword="false"/>.</returns>
    public bool RemoveToken(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return _actions.RemoveToken(value);
    }

    /// <summary>
    /// Restores the seed data and the tokens of the options, and removes all faults, emails, webhooks and logged requests. Changes by requests in
    /// progress are discarded, and due webhooks are not posted.
    /// </summary>
    /// <remarks>
    /// A reset is much faster than a start, so the tests of a fixture can share one emulator. The current values of the options apply, and the clock
    /// keeps its time. The codes of new resources begin again with the same values as after the start.
    /// </remarks>
    /// <exception cref="FormatException">The seed data is no longer valid, because the options have changed. The state is unchanged.</exception>
    public void Reset() => _instance.Reset();

    /// <summary>Replaces the state with seed data, which later resets restore.</summary>
    /// <param name="seed">The seed data as JSON; see <see cref="QboxmailEmulatorOptions.Seed"/>.</param>
    /// <exception cref="FormatException">
    /// The seed data is invalid. The message contains the location of the error. The state is unchanged.
    /// </exception>
    public void LoadSeed(string seed)
    {
        ArgumentNullException.ThrowIfNull(seed);
        _instance.LoadSeed(seed);
    }

    /// <summary>
    /// Returns the state as seed data: domains, aliases, mailboxes, managers, team members, Delivery resources and added tokens. Excludes codes,
    /// passwords, pending background work, imports, migrations, reports, signatures, address books and Vault.
    /// </summary>
    /// <returns>The seed data as JSON, which <see cref="LoadSeed"/> accepts.</returns>
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
        // HTTP/2 is disabled, because a fault that closes a connection would end all requests on it.
        listen.Protocols = HttpProtocols.Http1;

        if (certificate is not null)
        {
            listen.UseHttps(certificate);
        }
    }
}
