using System.Net;

namespace Qboxmail.Emulator;

/// <summary>Options for <see cref="QboxmailEmulator.StartAsync"/>.</summary>
public sealed class QboxmailEmulatorOptions
{
    /// <summary>The value of the token that the emulator accepts by default.</summary>
    public const string DefaultToken = "emulator-token";

    /// <summary>
    /// Gets or sets the IP address to listen on. The default is the loopback address, because anyone who can reach the emulator has full access.
    /// </summary>
    public IPAddress Address { get; set; } = IPAddress.Loopback;

    /// <summary>Gets or sets the TCP port to listen on. The default is 0, which selects a free port.</summary>
    public int Port { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether the emulator serves HTTPS instead of HTTP, with <see cref="QboxmailEmulator.Certificate"/>. The
    /// default is <see langword="false"/>.
    /// </summary>
    public bool UseHttps { get; set; }

    /// <summary>Gets or sets the time provider that <see cref="QboxmailEmulator.Clock"/> is based on. The default is the system clock.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Gets the delays of background work.</summary>
    public EmulatorDelays Delays { get; } = new();

    /// <summary>Gets the outcomes of background work.</summary>
    public EmulatorOutcomes Outcomes { get; } = new();

    /// <summary>
    /// Gets the tokens that the emulator accepts from the start. The default is one customer token. To add a token later, call
    /// <see cref="QboxmailEmulator.AddToken"/>.
    /// </summary>
    public IList<EmulatorToken> Tokens { get; } = [new EmulatorToken(DefaultToken)];

    /// <summary>
    /// Gets or sets the seed data as JSON: resources and additional tokens that exist when the emulator starts. The README of the emulator describes
    /// the format. The default is <see langword="null"/>.
    /// </summary>
    public string? Seed { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether the emulator processes inferred operations, which the API reference does not document. If
    /// <see langword="false"/>, they return 501 (Not Implemented), because their real behavior is unknown. The default is <see langword="false"/>.
    /// </summary>
    public bool AllowInferred { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether all required DNS records and HTML files count as published. If <see langword="false"/>, publish them
    /// with <see cref="QboxmailEmulator.PublishDnsRecord"/> and <see cref="QboxmailEmulator.PublishFile"/>. The default is <see langword="true"/>.
    /// </summary>
    public bool AssumesProofPublished { get; set; } = true;

    /// <summary>
    /// Gets or sets the message of the 403 (Forbidden) response for a missing billing profile. The wording of the real service is unknown.
    /// </summary>
    public string BillingMessage { get; set; } = "Forbidden: a billing profile is required";
}
