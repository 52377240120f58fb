using System.Diagnostics;

namespace Qboxmail;

/// <summary>What the calls of a view do differently, see <see cref="QboxmailClient.With"/>. Begins with the settings of the client that the view is made from.</summary>
public sealed class QboxmailCallOptions
{
    private string? _apiToken;

    internal QboxmailCallOptions()
    {
    }

    /// <summary>Token of the calls. Setting it takes the place of a provider.</summary>
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

    /// <summary>Asked for the token on every try, as in <see cref="QboxmailClientOptions.ApiTokenProvider"/>.</summary>
    public Func<CancellationToken, ValueTask<string>>? ApiTokenProvider { get; set; }

    /// <summary>Limit of one try of a read, as in <see cref="QboxmailClientOptions.AttemptTimeout"/>.</summary>
    public TimeSpan AttemptTimeout { get; set; }

    /// <summary>Limit of one try of a write, as in <see cref="QboxmailClientOptions.WriteAttemptTimeout"/>.</summary>
    public TimeSpan WriteAttemptTimeout { get; set; }

    /// <summary>Limit of one call with all its tries, as in <see cref="QboxmailClientOptions.Timeout"/>.</summary>
    public TimeSpan Timeout { get; set; }

    /// <summary>How often a failed call is repeated, where that is safe, as in <see cref="QboxmailClientOptions.MaxRetries"/>.</summary>
    public int MaxRetries { get; set; }

    /// <summary>Headers to send along, by name. Those that the library sets itself, such as <c>X-Api-Token</c>, are refused.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Shown every answer that comes, that of a failed try included: for request ids and rate limits in headers. Called before the call goes on, possibly
    /// from several threads; what it throws ends the call.
    /// </summary>
    public Action<QboxmailResponse>? OnResponse { get; set; }
}
