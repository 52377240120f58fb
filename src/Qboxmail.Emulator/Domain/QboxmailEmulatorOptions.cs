using System.Net;

namespace Qboxmail.Emulator;

/// <summary>How the emulator behaves. Read when it starts.</summary>
public sealed class QboxmailEmulatorOptions
{
    /// <summary>The token that is accepted when <see cref="Tokens"/> is left as it is.</summary>
    public const string DefaultToken = "emulator-token";

    /// <summary>Address to listen on. Loopback by default: who can reach the emulator can do everything.</summary>
    public IPAddress Address { get; set; } = IPAddress.Loopback;

    /// <summary>Port to listen on; 0, the default, takes a free one.</summary>
    public int Port { get; set; }

    /// <summary>Where the time comes from, so that tests can drive it. The system's clock by default.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>How long background work takes.</summary>
    public EmulatorDelays Delays { get; } = new();

    /// <summary>How background work ends.</summary>
    public EmulatorOutcomes Outcomes { get; } = new();

    /// <summary>Tokens that are accepted; one customer's by default. More can be added later with <see cref="QboxmailEmulator.AddToken"/>.</summary>
    public IList<EmulatorToken> Tokens { get; } = [new EmulatorToken(DefaultToken)];

    /// <summary>
    /// Starting data as JSON: what exists when the emulator starts, and tokens of further roles. The README of the emulator describes it. None when
    /// null, the default.
    /// </summary>
    public string? Seed { get; set; }

    /// <summary>
    /// Serves operations that the document only infers. False by default: they answer 501, so that nobody takes a guess for the service.
    /// </summary>
    public bool AllowInferred { get; set; }

    /// <summary>
    /// Takes every DNS record and HTML file that the emulator looks for as published. True by default; when false, it is published with
    /// <see cref="QboxmailEmulator.PublishDnsRecord"/> or <see cref="QboxmailEmulator.PublishFile"/>.
    /// </summary>
    public bool AssumesProofPublished { get; set; } = true;

    /// <summary>Message of the 403 for a customer without a billing profile. The wording is supposed: that of the service is not known.</summary>
    public string BillingMessage { get; set; } = "Forbidden: a billing profile is required";
}
