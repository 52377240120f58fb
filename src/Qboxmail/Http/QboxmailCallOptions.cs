using System.Diagnostics;

namespace Qboxmail;

/// <summary>Settings of the client that <see cref="QboxmailClient.With"/> creates. They start with the values of the original client.</summary>
public sealed class QboxmailCallOptions
{
    private string? _apiToken;

    /// <summary>Initializes settings, for test doubles of <see cref="QboxmailClient.With"/>.</summary>
    public QboxmailCallOptions()
    {
    }

    /// <summary>Gets or sets the token. Setting it removes <see cref="ApiTokenProvider"/>.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? ApiToken
    {
        get => _apiToken;
        set
        {
            _apiToken = value;
            ApiTokenProvider = null;
        }
    }

    /// <summary>
    /// Gets or sets the delegate that provides the token of each attempt; see <see cref="QboxmailClientOptions.ApiTokenProvider"/>.
    /// </summary>
    public Func<CancellationToken, ValueTask<string>>? ApiTokenProvider { get; set; }

    /// <summary>Gets or sets the timeout for a single attempt of a read; see <see cref="QboxmailClientOptions.AttemptTimeout"/>.</summary>
    public TimeSpan AttemptTimeout { get; set; }

    /// <summary>Gets or sets the timeout for a single attempt of a write; see <see cref="QboxmailClientOptions.WriteAttemptTimeout"/>.</summary>
    public TimeSpan WriteAttemptTimeout { get; set; }

    /// <summary>Gets or sets the timeout for a call with all its attempts; see <see cref="QboxmailClientOptions.Timeout"/>.</summary>
    public TimeSpan Timeout { get; set; }

    /// <summary>Gets or sets the maximum number of retries; see <see cref="QboxmailClientOptions.MaxRetries"/>.</summary>
    public int MaxRetries { get; set; }

    /// <summary>Gets additional request headers by name. Headers that the library sets itself, such as <c>X-Api-Token</c>, are rejected.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Gets or sets the delegate that receives every response, including those of failed attempts. It can read headers such as request ids and rate
    /// limits. Several threads may call it at once. An exception it throws ends the call and propagates unchanged. No timeout can interrupt it.
    /// </summary>
    public Action<QboxmailResponse>? OnResponse { get; set; }
}
