using System.Diagnostics;

namespace Qboxmail;

/// <summary>
/// Options for a <see cref="QboxmailClient"/>. The client validates and copies them when it is created, so later changes have no effect.
/// </summary>
[DebuggerDisplay("{BaseAddress}")]
public sealed class QboxmailClientOptions
{
    /// <summary>Gets or sets the API token of a Qboxmail user.</summary>
    /// <remarks>Create a token in the control panel under Settings, API access. Set this property or <see cref="ApiTokenProvider"/>.</remarks>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? ApiToken { get; set; }

    /// <summary>
    /// Gets or sets the delegate that returns the token for each attempt, so that tokens can be rotated. It takes precedence over
    /// <see cref="ApiToken"/>.
    /// </summary>
    /// <remarks>
    /// The delegate can be called concurrently and must be thread-safe. Exceptions that it throws propagate unchanged. Timeouts and cancellation end
    /// the call even if the returned task never completes, but they cannot interrupt a delegate that blocks its thread.
    /// </remarks>
    public Func<CancellationToken, ValueTask<string>>? ApiTokenProvider { get; set; }

    /// <summary>Gets or sets the base address of the API, without <c>/api</c>. The default is <see cref="QboxmailHosts.Production"/>.</summary>
    /// <remarks>
    /// The address consists of the scheme, the host and, for a reverse proxy, a path prefix. The token is sent only to this address. The system proxy
    /// is not used for loopback addresses.
    /// </remarks>
    public Uri? BaseAddress { get; set; } = QboxmailHosts.Production;

    /// <summary>Gets or sets a value indicating whether plain HTTP to other machines is allowed. The default is <see langword="false"/>.</summary>
    /// <remarks>With plain HTTP, anyone on the network path can read the token.</remarks>
    public bool AllowPlainHttp { get; set; }

    /// <summary>
    /// Gets or sets the timeout for each attempt of an operation that only reads, including the response body. It must be greater than zero and at
    /// most one day. The default is 30 seconds.
    /// </summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets or sets the timeout for each attempt of any other operation, including the response body. It must be greater than zero and at most one
    /// day. The default is 100 seconds.
    /// </summary>
    /// <remarks>The default is longer than <see cref="AttemptTimeout"/>, because the API may still process a write after the timeout.</remarks>
    public TimeSpan WriteAttemptTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// Gets or sets the timeout for a call, including all attempts and the pauses between them. It must be greater than zero and at most one day. The
    /// default is 5 minutes.
    /// </summary>
    /// <remarks>
    /// The timeout applies to each request of an enumeration or a wait, but not to the enumeration or wait as a whole. It does not apply to reading
    /// the body of a download.
    /// </remarks>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Gets or sets the maximum number of retries of a call, from 0 (no retries) to 10. The default is 3. Only requests that are safe to repeat are
    /// retried.
    /// </summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>
    /// Gets or sets the maximum size of a response body in bytes, from 1024 to 1073741824. The default is 67108864 (64 MB). It does not apply to
    /// downloads.
    /// </summary>
    public int MaxResponseSize { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// Gets or sets the name of the application, such as <c>MyPanel/2.1</c>, to add to the <c>User-Agent</c> header. The default is
    /// <see langword="null"/>.
    /// </summary>
    public string? ApplicationId { get; set; }

    /// <summary>Gets or sets the time provider, which tests can replace. The default is <see cref="System.TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    internal QboxmailClientOptions Copy() => (QboxmailClientOptions)MemberwiseClone();
}
