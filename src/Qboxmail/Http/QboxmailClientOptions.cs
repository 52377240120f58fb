using System.Diagnostics;

namespace Qboxmail;

/// <summary>
/// Options of a <see cref="QboxmailClient"/>. They are validated and copied when the client is created; later changes have no effect.
/// </summary>
[DebuggerDisplay("{BaseAddress}")]
public sealed class QboxmailClientOptions
{
    /// <summary>
    /// Gets or sets the token of a Qboxmail user, created in the control panel under Settings, API access. This or <see cref="ApiTokenProvider"/> is
    /// required.
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? ApiToken { get; set; }

    /// <summary>
    /// Gets or sets the delegate that provides the token of each attempt, so that tokens can be rotated. Takes precedence over <see
    /// cref="ApiToken"/>. Exceptions it throws propagate unchanged. Several threads may call it at once.
    /// </summary>
    /// <remarks>
    /// Timeouts and cancellation end the call even if the returned task never completes. They cannot interrupt a delegate that blocks its thread.
    /// </remarks>
    public Func<CancellationToken, ValueTask<string>>? ApiTokenProvider { get; set; }

    /// <summary>
    /// Gets or sets the scheme and host of the API, and the path prefix of a reverse proxy if there is one, without <c>/api</c>. The default is
    /// <see cref="QboxmailHosts.Production"/>. The token is sent nowhere else. A loopback address is never reached through the system's proxy.
    /// </summary>
    public Uri? BaseAddress { get; set; } = QboxmailHosts.Production;

    /// <summary>
    /// Gets or sets a value indicating whether plain http to other machines is allowed, although anyone on the network path can read the token. The
    /// default is false.
    /// </summary>
    public bool AllowPlainHttp { get; set; }

    /// <summary>
    /// Gets or sets the timeout for a single attempt of a read, including the response body: more than zero, at most one day. The default is 30
    /// seconds.
    /// </summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets or sets the timeout for a single attempt of a write, including the response body: more than zero, at most one day. The default is 100
    /// seconds.
    /// </summary>
    /// <remarks>It is longer than that of a read, because a write may still be processed after its timeout.</remarks>
    public TimeSpan WriteAttemptTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// Gets or sets the timeout for a call with all its attempts and pauses: more than zero, at most one day. The default is 5 minutes. It applies to
    /// each request of an enumeration or a wait, not to the whole, and not to the body of a download.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets or sets the maximum number of retries of a call that is safe to repeat: 0 (none) to 10. The default is 3.</summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>
    /// Gets or sets the maximum size of a response body in bytes, except for downloads: 1024 to 1073741824. The default is 64 MB (67108864).
    /// </summary>
    public int MaxResponseSize { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// Gets or sets the name of the application, such as <c>MyPanel/2.1</c>, which is sent in <c>User-Agent</c>. The default is null.
    /// </summary>
    public string? ApplicationId { get; set; }

    /// <summary>Gets or sets the clock, which tests can replace. The default is the system's clock.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    internal QboxmailClientOptions Copy() => (QboxmailClientOptions)MemberwiseClone();
}
