namespace Qboxmail.Http;

/// <summary>The options of the client with the changes of <see cref="QboxmailCallOptions"/>.</summary>
internal sealed class CallSettings(
    QboxmailClientOptions options, KeyValuePair<string, string>[] headers, Action<QboxmailResponse>? onResponse)
{
    private static readonly string Library = $"qboxmail-dotnet/{typeof(CallSettings).Assembly.GetName().Version!.ToString(3)}";

    private static readonly HashSet<string> OwnHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Authorization", "Connection", "Content-Length", "Content-Type", "Host", "Transfer-Encoding", "User-Agent", "X-Api-Token",
    };

    public QboxmailClientOptions Options { get; } = options;

    public KeyValuePair<string, string>[] Headers { get; } = headers;

    public Action<QboxmailResponse>? OnResponse { get; } = onResponse;

    public string UserAgent { get; } = options.ApplicationId is { } application ? $"{application} {Library}" : Library;

    public QboxmailCallOptions ToCallOptions()
    {
        var changes = new QboxmailCallOptions(Options.Copy()) { OnResponse = OnResponse };

        foreach (var header in Headers)
        {
            changes.Headers.Add(header);
        }

        return changes;
    }

    public static CallSettings From(QboxmailCallOptions changes)
    {
        using var probe = new HttpRequestMessage();

        foreach (var header in changes.Headers)
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

        QboxmailClientOptionsValidator.Check(changes.Options);
        return new(changes.Options.Copy(), [.. changes.Headers], changes.OnResponse);
    }
}
