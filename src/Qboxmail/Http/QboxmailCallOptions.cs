using System.Diagnostics;

namespace Qboxmail;

/// <summary>
/// Settings for the client that <see cref="QboxmailClient.With"/> creates. They are initialized with the values of the original client.
/// </summary>
public sealed class QboxmailCallOptions
{
    private static readonly HashSet<string> OwnHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Authorization", "Connection", "Content-Length", "Content-Type", "Host", "Transfer-Encoding", "User-Agent", "X-Api-Token",
    };

    /// <summary>
    /// Initializes a new instance of the <see cref="QboxmailCallOptions"/> class, for use in tests that override <see cref="QboxmailClient.With"/>.
    /// </summary>
    public QboxmailCallOptions()
        : this(new())
    {
    }

    internal QboxmailCallOptions(QboxmailClientOptions options) => Options = options;

    /// <summary>Gets or sets the API token. Setting it clears <see cref="ApiTokenProvider"/>.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? ApiToken
    {
        get => Options.ApiToken;
        set => (Options.ApiToken, Options.ApiTokenProvider) = (value, null);
    }

    /// <summary>
    /// Gets or sets the delegate that returns the token for each attempt; see <see cref="QboxmailClientOptions.ApiTokenProvider"/>.
    /// </summary>
    public Func<CancellationToken, ValueTask<string>>? ApiTokenProvider { get => Options.ApiTokenProvider; set => Options.ApiTokenProvider = value; }

    /// <summary>Gets or sets the timeout for a single attempt of a read; see <see cref="QboxmailClientOptions.AttemptTimeout"/>.</summary>
    public TimeSpan AttemptTimeout { get => Options.AttemptTimeout; set => Options.AttemptTimeout = value; }

    /// <summary>Gets or sets the timeout for a single attempt of a write; see <see cref="QboxmailClientOptions.WriteAttemptTimeout"/>.</summary>
    public TimeSpan WriteAttemptTimeout { get => Options.WriteAttemptTimeout; set => Options.WriteAttemptTimeout = value; }

    /// <summary>Gets or sets the timeout for a call, including all its attempts; see <see cref="QboxmailClientOptions.Timeout"/>.</summary>
    public TimeSpan Timeout { get => Options.Timeout; set => Options.Timeout = value; }

    /// <summary>Gets or sets the maximum number of retries; see <see cref="QboxmailClientOptions.MaxRetries"/>.</summary>
    public int MaxRetries { get => Options.MaxRetries; set => Options.MaxRetries = value; }

    /// <summary>
    /// Gets the additional request headers by name. Headers that the library sets itself, such as <c>X-Api-Token</c>, are rejected.
    /// </summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Gets or sets the delegate that is called for every response, for example to read request IDs and rate limits from the headers. The default is
    /// <see langword="null"/>.
    /// </summary>
    /// <remarks>
    /// The delegate is also called for the responses of failed attempts. It can be called concurrently and must be thread-safe. An exception that it
    /// throws ends the call and propagates unchanged. No timeout can interrupt the delegate.
    /// </remarks>
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
            // TryAddWithoutValidation returns false for invalid names and content headers. A value that is not ASCII would only fail later, like a
            // lost connection.
            if (OwnHeaders.Contains(header.Key) || header.Value is null || header.Value.Any(c => c is < ' ' or > '~')
                || !probe.Headers.TryAddWithoutValidation(header.Key, header.Value))
            {
                throw new ArgumentException(
                    $"The header '{header.Key}' cannot be set, because the library sets it itself or its name or value is invalid."
                    + " Remove it from Headers.");
            }
        }

        QboxmailClientOptionsValidator.Check(Options);
        return Copy();
    }
}
