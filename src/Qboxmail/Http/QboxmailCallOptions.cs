using System.Diagnostics;

namespace Qboxmail;

/// <summary>Settings of the client that <see cref="QboxmailClient.With"/> creates. They start with the values of the original client.</summary>
public sealed class QboxmailCallOptions
{
    private static readonly HashSet<string> OwnHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Authorization", "Connection", "Content-Length", "Content-Type", "Host", "Transfer-Encoding", "User-Agent", "X-Api-Token",
    };

    /// <summary>Initializes settings, for test doubles of <see cref="QboxmailClient.With"/>.</summary>
    public QboxmailCallOptions()
        : this(new())
    {
    }

    internal QboxmailCallOptions(QboxmailClientOptions options) => Options = options;

    /// <summary>Gets or sets the token. Setting it removes <see cref="ApiTokenProvider"/>.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? ApiToken
    {
        get => Options.ApiToken;
        set => (Options.ApiToken, Options.ApiTokenProvider) = (value, null);
    }

    /// <summary>
    /// Gets or sets the delegate that provides the token of each attempt; see <see cref="QboxmailClientOptions.ApiTokenProvider"/>.
    /// </summary>
    public Func<CancellationToken, ValueTask<string>>? ApiTokenProvider { get => Options.ApiTokenProvider; set => Options.ApiTokenProvider = value; }

    /// <summary>Gets or sets the timeout for a single attempt of a read; see <see cref="QboxmailClientOptions.AttemptTimeout"/>.</summary>
    public TimeSpan AttemptTimeout { get => Options.AttemptTimeout; set => Options.AttemptTimeout = value; }

    /// <summary>Gets or sets the timeout for a single attempt of a write; see <see cref="QboxmailClientOptions.WriteAttemptTimeout"/>.</summary>
    public TimeSpan WriteAttemptTimeout { get => Options.WriteAttemptTimeout; set => Options.WriteAttemptTimeout = value; }

    /// <summary>Gets or sets the timeout for a call with all its attempts; see <see cref="QboxmailClientOptions.Timeout"/>.</summary>
    public TimeSpan Timeout { get => Options.Timeout; set => Options.Timeout = value; }

    /// <summary>Gets or sets the maximum number of retries; see <see cref="QboxmailClientOptions.MaxRetries"/>.</summary>
    public int MaxRetries { get => Options.MaxRetries; set => Options.MaxRetries = value; }

    /// <summary>Gets additional request headers by name. Headers that the library sets itself, such as <c>X-Api-Token</c>, are rejected.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Gets or sets the delegate that receives every response, including those of failed attempts. It can read headers such as request ids and rate
    /// limits. Several threads may call it at once. An exception it throws ends the call and propagates unchanged. No timeout can interrupt it.
    /// </summary>
    public Action<QboxmailResponse>? OnResponse { get; set; }

    internal QboxmailClientOptions Options { get; }

    internal QboxmailCallOptions Copy()
    {
        var copy = new QboxmailCallOptions(Options.Copy()) { OnResponse = OnResponse };

        foreach (var header in Headers)
        {
            copy.Headers.Add(header);
        }

        return copy;
    }

    internal QboxmailCallOptions ValidatedCopy()
    {
        using var probe = new HttpRequestMessage();

        foreach (var header in Headers)
        {
            // HttpClient silently drops invalid names and content headers, and fails as if the connection was lost when a value is not ASCII.
            if (OwnHeaders.Contains(header.Key) || header.Value is null || header.Value.Any(c => c is < ' ' or > '~')
                || !probe.Headers.TryAddWithoutValidation(header.Key, header.Value))
            {
                throw new ArgumentException(
                    $"The header '{header.Key}' cannot be set: the library sets it itself, or its name or value is not allowed in HTTP."
                    + " Remove it from Headers.");
            }
        }

        QboxmailClientOptionsValidator.Check(Options);
        return Copy();
    }
}
