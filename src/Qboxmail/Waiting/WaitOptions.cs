namespace Qboxmail;

/// <summary>Options of a wait for background work of the API.</summary>
public sealed class WaitOptions
{
    private const double Growth = 1.5;
    private const double Jitter = 0.2;
    private const int MaxSuggestedIntervals = 4;

    // Keeps the arithmetic within the range of TimeSpan.
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(3650);

    /// <summary>Gets or sets the timeout of the wait. The default is 15 minutes; it must be more than zero.</summary>
    /// <remarks>
    /// The last poll starts when the timeout elapses and may take another second. The wait ends at once when the API asks for a longer pause than the
    /// timeout allows.
    /// </remarks>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Gets or sets the pause after the first poll. The default is 2 seconds, the minimum 10 milliseconds.</summary>
    /// <remarks>
    /// Each pause is 1.5 times as long as the one before, up to <see cref="MaxPollInterval"/>. A random jitter of up to 20 % keeps many waits from
    /// polling at the same moment. A Retry-After header of a successful response lengthens a pause to at most 4 times <see cref="MaxPollInterval"/>.
    /// </remarks>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets or sets the longest pause, before jitter. The default is 30 seconds, the minimum <see cref="PollInterval"/>.</summary>
    public TimeSpan MaxPollInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets or sets the receiver of progress reports; null by default. It receives the first state of each resource, each change of state, and the
    /// disappearance of a resource. An exception from the receiver ends the wait and propagates.
    /// </summary>
    public IProgress<WaitProgress>? Progress { get; set; }

    /// <summary>Gets or sets the source of random numbers from 0 to below 1.</summary>
    // .NET Standard has no shared, thread-safe instance of Random.
    internal Func<double> Randomizer { get; set; } = static () => new Random(Guid.NewGuid().GetHashCode()).NextDouble();

    /// <summary>Checks every value and copies the options, so that later changes have no effect.</summary>
    internal WaitOptions ValidatedCopy()
    {
        if (Timeout <= TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(Timeout), Timeout, "The timeout of a wait must be more than zero.");
        }

        if (PollInterval < TimeSpan.FromMilliseconds(10))
        {
            throw new ArgumentOutOfRangeException(nameof(PollInterval), PollInterval, "PollInterval must be at least 10 milliseconds.");
        }

        if (MaxPollInterval < PollInterval)
        {
            throw new ArgumentOutOfRangeException(nameof(MaxPollInterval), MaxPollInterval, "MaxPollInterval must be at least PollInterval.");
        }

        return (WaitOptions)MemberwiseClone();
    }

    /// <summary>Gets the pause after a poll.</summary>
    /// <param name="polls">The number of polls so far, at least 1.</param>
    /// <param name="suggested">The pause that a successful response suggests; zero for none.</param>
    internal TimeSpan DelayAfter(int polls, TimeSpan suggested)
    {
        var longest = MaxPollInterval.TotalMilliseconds;
        var grown = Math.Min(PollInterval.TotalMilliseconds * Math.Pow(Growth, polls - 1), longest) * (1 + (Jitter * ((2 * Randomizer()) - 1)));
        var wanted = Math.Max(grown, Math.Min(suggested.TotalMilliseconds, longest * MaxSuggestedIntervals));

        return TimeSpan.FromMilliseconds(Math.Min(wanted, LongestPause.TotalMilliseconds));
    }
}
