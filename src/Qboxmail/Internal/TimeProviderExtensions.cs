namespace Qboxmail.Internal;

/// <summary>What the two targets spell differently about time.</summary>
internal static class TimeProviderExtensions
{
#if NET
    public static Task DelayAsync(this TimeProvider time, TimeSpan delay, CancellationToken cancellationToken) => Task.Delay(delay, time, cancellationToken);

    public static CancellationTokenSource CancelAfter(this TimeProvider time, TimeSpan delay) => new(delay, time);
#else
    public static Task DelayAsync(this TimeProvider time, TimeSpan delay, CancellationToken cancellationToken) => time.Delay(delay, cancellationToken);

    public static CancellationTokenSource CancelAfter(this TimeProvider time, TimeSpan delay) => time.CreateCancellationTokenSource(delay);
#endif
}
