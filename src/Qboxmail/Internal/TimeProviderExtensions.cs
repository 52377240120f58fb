namespace Qboxmail.Internal;

/// <summary>Delays and timeouts of a <see cref="TimeProvider"/>, which the two targets spell differently.</summary>
internal static class TimeProviderExtensions
{
    // A timer takes at most 24.8 days on .NET Framework.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(20);

    /// <summary>Waits, in several steps when a timer cannot take the whole delay.</summary>
    public static async Task DelayAsync(this TimeProvider time, TimeSpan delay, CancellationToken cancellationToken)
    {
        for (; delay > LongestTimer; delay -= LongestTimer)
        {
            await DelayOnceAsync(time, LongestTimer, cancellationToken).ConfigureAwait(false);
        }

        await DelayOnceAsync(time, delay, cancellationToken).ConfigureAwait(false);
    }

#if NET
    public static CancellationTokenSource CancelAfter(this TimeProvider time, TimeSpan delay) => new(delay, time);

    private static Task DelayOnceAsync(TimeProvider time, TimeSpan delay, CancellationToken cancellationToken) =>
        Task.Delay(delay, time, cancellationToken);
#else
    public static CancellationTokenSource CancelAfter(this TimeProvider time, TimeSpan delay) => time.CreateCancellationTokenSource(delay);

    private static Task DelayOnceAsync(TimeProvider time, TimeSpan delay, CancellationToken cancellationToken) =>
        time.Delay(delay, cancellationToken);
#endif
}
