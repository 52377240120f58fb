namespace Qboxmail.Internal;

/// <summary>Creates delays and timeouts with a <see cref="TimeProvider"/>. The two target frameworks have different APIs for this.</summary>
internal static class TimeProviderExtensions
{
    // On .NET Framework, a timer supports at most 24.8 days.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(20);

    /// <summary>Waits for a delay. A delay that exceeds the longest timer is split into several.</summary>
    public static async Task DelayAsync(this TimeProvider time, TimeSpan delay, CancellationToken cancellationToken)
    {
        for (; delay > LongestTimer; delay -= LongestTimer)
        {
            await DelayOnceAsync(time, LongestTimer, cancellationToken).ConfigureAwait(false);
        }

        await DelayOnceAsync(time, delay, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Creates a token source that is canceled after a delay, or after the maximum of a timer if the delay exceeds it.</summary>
    public static CancellationTokenSource CancelAfter(this TimeProvider time, TimeSpan delay) =>
        CreateSource(time, delay > LongestTimer ? LongestTimer : delay);

#if NET
    private static CancellationTokenSource CreateSource(TimeProvider time, TimeSpan delay) => new(delay, time);

    private static Task DelayOnceAsync(TimeProvider time, TimeSpan delay, CancellationToken cancellationToken) =>
        Task.Delay(delay, time, cancellationToken);
#else
    private static CancellationTokenSource CreateSource(TimeProvider time, TimeSpan delay) => time.CreateCancellationTokenSource(delay);

    private static Task DelayOnceAsync(TimeProvider time, TimeSpan delay, CancellationToken cancellationToken) =>
        time.Delay(delay, cancellationToken);
#endif
}
