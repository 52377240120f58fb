namespace Qboxmail.Http;

/// <summary>Collects the Retry-After headers of successful responses, which suggest when to poll again.</summary>
internal sealed class RetryAfterSuggestion
{
    // Ambient, because waits poll through public methods, which return only models and which test doubles override.
    private static readonly AsyncLocal<RetryAfterSuggestion?> Current = new();

    /// <summary>Gets a value indicating whether the current request belongs to a poll.</summary>
    public static bool IsCollecting => Current.Value is not null;

    public TimeSpan Longest { get; private set; }

    /// <summary>Collects from the requests that the current asynchronous method sends from now on.</summary>
    public static RetryAfterSuggestion Collect() => Current.Value = new();

    public static void Observe(ApiResponse response)
    {
        if (Current.Value is { } current && response.RetryAfter is { } retryAfter && retryAfter > current.Longest)
        {
            current.Longest = retryAfter;
        }
    }
}
