namespace Qboxmail.Http;

/// <summary>How calls are made: the options of the client, and what a view of it adds.</summary>
internal sealed class CallSettings(QboxmailClientOptions options, IReadOnlyDictionary<string, string> headers, Action<QboxmailResponse>? onResponse)
{
    private static readonly string Library = $"qboxmail-dotnet/{typeof(CallSettings).Assembly.GetName().Version!.ToString(3)}";

    private static readonly HashSet<string> OwnHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Authorization", "Connection", "Content-Length", "Content-Type", "Host", "Transfer-Encoding", "User-Agent", "X-Api-Token",
    };

    public QboxmailClientOptions Options { get; } = options;

    public IReadOnlyDictionary<string, string> Headers { get; } = headers;

    public Action<QboxmailResponse>? OnResponse { get; } = onResponse;

    public string UserAgent { get; } = options.ApplicationId is { } application ? $"{application} {Library}" : Library;

    public QboxmailCallOptions ToCallOptions()
    {
        var call = new QboxmailCallOptions
        {
            ApiToken = Options.ApiToken,
            ApiTokenProvider = Options.ApiTokenProvider,
            AttemptTimeout = Options.AttemptTimeout,
            WriteAttemptTimeout = Options.WriteAttemptTimeout,
            Timeout = Options.Timeout,
            MaxRetries = Options.MaxRetries,
            OnResponse = OnResponse,
        };

        foreach (var header in Headers)
        {
            call.Headers[header.Key] = header.Value;
        }

        return call;
    }

    public CallSettings With(QboxmailCallOptions call)
    {
        using var probe = new HttpRequestMessage();

        foreach (var header in call.Headers)
        {
            // A name that is none, or that belongs to a body, would be dropped in silence; other characters than ASCII would look like a lost connection.
            if (OwnHeaders.Contains(header.Key) || header.Value is null || header.Value.Any(character => character is < ' ' or > '~')
                || !probe.Headers.TryAddWithoutValidation(header.Key, header.Value))
            {
                throw new ArgumentException($"The header '{header.Key}' cannot be set: the library sets it itself, or its name or value is not allowed in HTTP.");
            }
        }

        var options = Options.Copy();
        options.ApiToken = call.ApiToken;
        options.ApiTokenProvider = call.ApiTokenProvider;
        options.AttemptTimeout = call.AttemptTimeout;
        options.WriteAttemptTimeout = call.WriteAttemptTimeout;
        options.Timeout = call.Timeout;
        options.MaxRetries = call.MaxRetries;
        QboxmailClientOptionsValidator.Check(options);

        return new(options, new Dictionary<string, string>(call.Headers, StringComparer.OrdinalIgnoreCase), call.OnResponse);
    }
}
