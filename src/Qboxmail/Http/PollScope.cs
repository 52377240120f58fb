namespace Qboxmail.Http;

/// <summary>
/// The ambient scope of one poll of a wait. It collects Retry-After headers of successful responses, and makes telemetry treat 404 as an expected
/// result.
/// </summary>
internal sealed class PollScope
{
    // Waits poll through public methods, so that test doubles can override them. The scope is ambient because these methods cannot pass it on.
    private static readonly AsyncLocal<PollScope?> Current = new();

    public static bool IsActive => Current.Value is not null;

    /// <summary>Gets the longest delay in the Retry-After headers; zero if there was none.</summary>
    public TimeSpan SuggestedPause { get; private set; }

    /// <summary>Begins the scope of a poll, which ends when the calling asynchronous method completes.</summary>
    public static PollScope Begin() => Current.Value = new();

    public static void Observe(ApiResponse response)
    {
        if (Current.Value is { } current && response.RetryAfter is { } retryAfter)
        {
            current.SuggestedPause = TimeSpan.FromTicks(Math.Max(current.SuggestedPause.Ticks, retryAfter.Ticks));
        }
    }
}
