namespace Qboxmail.Http;

/// <summary>Calculates the delay before a retry: exponential backoff from 1 s to 30 s, randomly shortened by up to one half.</summary>
internal static class RetryDelay
{
    private const double MaxSeconds = 30;

    /// <summary>Gets the delay before a retry.</summary>
    /// <param name="retry">The number of retries before this one.</param>
    /// <param name="retryAfter">The delay that the Retry-After header specifies. It can lengthen the backoff delay, but not shorten it.</param>
    /// <param name="random">A random number from 0 to 1.</param>
    public static TimeSpan Of(int retry, TimeSpan? retryAfter, double random)
    {
        var own = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, retry), MaxSeconds) * (1 - (random / 2)));
        return TimeSpan.FromTicks(Math.Max(own.Ticks, retryAfter.GetValueOrDefault().Ticks));
    }
}
