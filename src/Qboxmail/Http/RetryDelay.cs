namespace Qboxmail.Http;

/// <summary>Calculates the delay before a retry: exponential back-off from 1 s to 30 s, randomly shortened by up to one half.</summary>
internal static class RetryDelay
{
    private const double MaxSeconds = 30;

    /// <summary>Gets the delay before a retry.</summary>
    /// <param name="retry">The number of retries before this one.</param>
    /// <param name="retryAfter">The delay that the Retry-After header requests. It can only lengthen the back-off.</param>
    /// <param name="random">A random number from 0 to 1.</param>
    public static TimeSpan Of(int retry, TimeSpan? retryAfter, double random)
    {
        var own = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, retry), MaxSeconds) * (1 - (random / 2)));
        return TimeSpan.FromTicks(Math.Max(own.Ticks, retryAfter.GetValueOrDefault().Ticks));
    }
}
