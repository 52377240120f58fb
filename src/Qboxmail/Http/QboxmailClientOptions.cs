using System.Diagnostics;

namespace Qboxmail;

/// <summary>How a <see cref="QboxmailClient"/> talks to the API. Checked and copied when the client is made; changes afterwards have no effect.</summary>
[DebuggerDisplay("{BaseAddress}")]
public sealed class QboxmailClientOptions
{
    /// <summary>Token of a Qboxmail user, made in the control panel under Settings, API access. This or <see cref="ApiTokenProvider"/> is needed.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? ApiToken { get; set; }

    /// <summary>
    /// Asked for the token on every try of every call, so that tokens can be replaced while the client lives. Goes before <see cref="ApiToken"/>. What it
    /// throws reaches the caller as it is. Called from several threads at once.
    /// </summary>
    public Func<CancellationToken, ValueTask<string>>? ApiTokenProvider { get; set; }

    /// <summary>
    /// Scheme and host of the API, with the prefix of a proxy if there is one, without <c>/api</c>. <see cref="QboxmailHosts.Production"/> by default.
    /// The token is sent nowhere else.
    /// </summary>
    public Uri? BaseAddress { get; set; } = QboxmailHosts.Production;

    /// <summary>Allows plain http to other hosts than this machine, where everybody on the way can read the token. False by default.</summary>
    public bool AllowPlainHttp { get; set; }

    /// <summary>Limit of one try of a read, its body included. 30 seconds by default; more than zero, at most a day.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Limit of one try of a write, its body included. 100 seconds by default, because a write that is cut off may have been done; more than zero, at most a day.</summary>
    public TimeSpan WriteAttemptTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// Limit of one call with all its tries and pauses. 5 minutes by default; more than zero, at most a day. It bounds each request of a listing or of a
    /// wait, never the whole of them, and not the body of a download.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How often a failed call is repeated, where that is safe. 3 by default; 0 to 10, 0 turns it off.</summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>Largest body of an answer in bytes, downloads excepted. 64 MB (67108864) by default; 1024 to 1073741824.</summary>
    public int MaxResponseSize { get; set; } = 64 * 1024 * 1024;

    /// <summary>Name of the program, as in <c>MyPanel/2.1</c>, sent in <c>User-Agent</c> so that the provider can tell who calls. Null by default.</summary>
    public string? ApplicationId { get; set; }

    /// <summary>Where the time comes from, for tests. The system's clock by default.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    internal QboxmailClientOptions Copy() => (QboxmailClientOptions)MemberwiseClone();
}
