namespace Qboxmail.Http;

/// <summary>
/// The ambient scope of one poll of a wait. It collects the Retry-After headers of successful responses, and marks a 404 as an expected result.
/// </summary>
internal sealed class PollScope
{
    // Ambient, because waits poll through public methods, which return only models and which test doubles override.
    private static readonly AsyncLocal<PollScope?> Current = new();

    public static bool IsActive => Current.Value is not null;

    /// <summary>Gets the longest pause that a response suggested; zero when none did.</summary>
    public TimeSpan SuggestedPause { get; private set; }

    /// <summary>Begins a poll. Its scope ends with the current asynchronous method.</summary>
    public static PollScope Begin() => Current.Value = new();

    public static void Observe(ApiResponse response)
    {
        if (Current.Value is { } current && response.RetryAfter is { } retryAfter)
        {
            current.SuggestedPause = TimeSpan.FromTicks(Math.Max(current.SuggestedPause.Ticks, retryAfter.Ticks));
        }
    }
}
