using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Qboxmail.Emulator.Domain;
using Qboxmail.Emulator.Hosting;
using Qboxmail.Emulator.Operations;

namespace Qboxmail.Emulator;

/// <summary>
/// A stateful Management API in memory, for tests and trials without an account. It follows the document of the API; what the document does not tell
/// is supposed, see the README. Several may run side by side.
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

    private QboxmailEmulator(WebApplication app, EmulatorInstance instance, Uri address)
    {
        _app = app;
        _instance = instance;
        Address = address;
    }

    /// <summary>Where it listens, such as <c>http://127.0.0.1:53211/</c>.</summary>
    public Uri Address { get; }

    /// <summary>The first token that it accepts.</summary>
    public string Token => _instance.Options.Tokens[0].Value;

    /// <summary>Mails that the service would have sent, oldest first.</summary>
    public IReadOnlyList<EmulatorMail> Mails => State.WithLock(state => state.Mails.ToList());

    /// <summary>What shall go wrong.</summary>
    public EmulatorFaults Faults => _instance.Faults;

    /// <summary>What was asked for.</summary>
    public EmulatorRequests Requests => _instance.Requests;

    /// <summary>
    /// The webhooks that were posted, oldest first, also those that did not arrive. Each is posted once, by itself, and disturbs nothing when it fails.
    /// </summary>
    public IReadOnlyList<EmulatorWebhook> Webhooks => State.Webhooks.Posted;

    internal EmulatorState State => _instance.State;

    /// <summary>Starts an emulator.</summary>
    /// <param name="options">How it behaves; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <returns>A running emulator; disposing of it stops it.</returns>
    /// <exception cref="FormatException"><see cref="QboxmailEmulatorOptions.Seed"/> is wrong; the message tells where.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<QboxmailEmulator> StartAsync(QboxmailEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var instance = new EmulatorInstance(options ??= new QboxmailEmulatorOptions());

        // Empty, as otherwise files and environment variables set things that are meant for the program that it runs in, such as addresses.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        // Nobody waits for the rest of a request that is drawn out, as by a fault.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = RequestBody.MaxSizeTaken;
            kestrel.Listen(options.Address, options.Port);
        });

        var app = builder.Build();
        PageEndpoints.Register(app, instance);
        new ControlEndpoints(instance).Map(app);
        new ApiEndpoints(instance).Map(app);
        await app.StartAsync(cancellationToken).ConfigureAwait(false);

        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new QboxmailEmulator(app, instance, new Uri(address));
    }

    /// <summary>
    /// Publishes a DNS record: the A record that proves the ownership of a domain, or those that a Delivery domain asks for. Needed when
    /// <see cref="QboxmailEmulatorOptions.AssumesProofPublished"/> is false.
    /// </summary>
    /// <param name="name">Full name of the record.</param>
    /// <param name="value">Its value, for an A record the address.</param>
    public void PublishDnsRecord(string name, string value) => State.WithLock(state => state.PublishDns(name, value));

    /// <summary>Publishes a file on a domain's web server, for the proof of ownership.</summary>
    /// <param name="host">The domain.</param>
    /// <param name="path">Path of the file, such as <c>/qboxmail-d123456789.html</c>.</param>
    public void PublishFile(string host, string path) => State.WithLock(state => state.PublishFile(host, path));

    /// <summary>
    /// Sets how much a mailbox holds. Customers and managers who want it are told by webhook when it rises above 80 or 95 percent of its size, or falls
    /// below again.
    /// </summary>
    /// <param name="address">Address of the mailbox.</param>
    /// <param name="usedBytes">0 or more; it may be more than the mailbox's size.</param>
    /// <exception cref="ArgumentException">There is no such mailbox, or the number is negative.</exception>
    public void FillMailbox(string address, long usedBytes)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentOutOfRangeException.ThrowIfNegative(usedBytes);

        if (!State.WithLock(state => Events.Fill(state, address, usedBytes)))
        {
            throw new ArgumentException($"There is no mailbox '{address}'.", nameof(address));
        }
    }

    /// <summary>Waits until all webhooks that are due have been posted, or have failed.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitForWebhooksAsync(CancellationToken cancellationToken = default) =>
        State.WithLock(state => state.Webhooks.WhenPosted).WaitAsync(cancellationToken);

    /// <summary>Adds a token to those that are accepted, such as that of a manager who was just created.</summary>
    /// <param name="token">A token with a value that is not in use.</param>
    /// <exception cref="ArgumentException">The value is in use.</exception>
    public void AddToken(EmulatorToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        State.WithLock(state => state.AddToken(token));
    }

    /// <summary>Takes back a token: from now on it answers 401.</summary>
    /// <param name="value">The token's value.</param>
    /// <returns>Whether it was accepted until now.</returns>
    public bool RemoveToken(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return State.WithLock(state => state.RemoveToken(value));
    }

    /// <summary>
    /// Forgets everything that has happened, so that all is as after the start: the starting data, the tokens of the options, no faults, no mails, no
    /// webhooks, nothing counted. It is far quicker than a start, so that the tests of a fixture can share one emulator. What a request that is under
    /// way does meanwhile is forgotten too, and no webhook that was due is posted any more.
    /// </summary>
    /// <remarks>The options hold as they are now, and the clock goes on. Codes are given out anew from the first one.</remarks>
    /// <exception cref="FormatException"><see cref="QboxmailEmulatorOptions.Seed"/> was changed and is wrong; nothing is forgotten then.</exception>
    public void Reset() => _instance.Reset();

    /// <summary>Stops the emulator and forgets everything.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync().ConfigureAwait(false);
        _instance.Dispose();
    }
}
