using System.Net;

namespace Qboxmail.Emulator;

/// <summary>The options to start an emulator with.</summary>
public sealed class QboxmailEmulatorOptions
{
    /// <summary>The token that the emulator accepts by default.</summary>
    public const string DefaultToken = "emulator-token";

    /// <summary>Gets or sets the address to listen on. Loopback by default, because anyone who can reach the emulator has full access.</summary>
    public IPAddress Address { get; set; } = IPAddress.Loopback;

    /// <summary>Gets or sets the port to listen on. 0, the default, selects a free port.</summary>
    public int Port { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether the emulator serves HTTPS instead of HTTP, with <see cref="QboxmailEmulator.Certificate"/>. False by
    /// default.
    /// </summary>
    public bool UseHttps { get; set; }

    /// <summary>Gets or sets the source of time, which tests can replace. The system clock by default.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Gets the durations of background work.</summary>
    public EmulatorDelays Delays { get; } = new();

    /// <summary>Gets the outcomes of background work.</summary>
    public EmulatorOutcomes Outcomes { get; } = new();

    /// <summary>
    /// Gets the accepted tokens; the token of one customer by default. More can be added later with <see cref="QboxmailEmulator.AddToken"/>.
    /// </summary>
    public IList<EmulatorToken> Tokens { get; } = [new EmulatorToken(DefaultToken)];

    /// <summary>
    /// Gets or sets the starting data as JSON: resources that exist when the emulator starts, and tokens of other roles. The README of the emulator
    /// describes the format. Null, the default, for none.
    /// </summary>
    public string? Seed { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether the emulator processes operations that the document only infers. If false, the default, they return
    /// 501, because their real behavior is unknown.
    /// </summary>
    public bool AllowInferred { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether every DNS record and HTML file counts as published. True by default. If false, publish them with
    /// <see cref="QboxmailEmulator.PublishDnsRecord"/> or <see cref="QboxmailEmulator.PublishFile"/>.
    /// </summary>
    public bool AssumesProofPublished { get; set; } = true;

    /// <summary>
    /// Gets or sets the message of a 403 response that a missing billing profile causes. The wording of the real service is unknown.
    /// </summary>
    public string BillingMessage { get; set; } = "Forbidden: a billing profile is required";
}
