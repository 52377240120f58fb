namespace Qboxmail;

/// <summary>Options for a wait until the API has completed background work.</summary>
public sealed class WaitOptions
{
    private const double Growth = 1.5;
    private const double Jitter = 0.2;
    private const int MaxSuggestedIntervals = 4;

    // The maximum keeps the calculation within the range of TimeSpan.
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(3650);

    /// <summary>Gets or sets the timeout of the wait. It must be greater than zero. The default is 15 minutes.</summary>
    /// <remarks>
    /// The last poll starts when the timeout elapses and may take another second. The wait ends at once if the API requests a delay that exceeds the
    /// remaining time.
    /// </remarks>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Gets or sets the delay after the first poll. It must be at least 10 milliseconds. The default is 2 seconds.</summary>
    /// <remarks>
    /// Each delay is 1.5 times the previous one, up to <see cref="MaxPollInterval"/>. Random jitter of up to 20% prevents many waits from polling at
    /// the same time. A Retry-After header of a successful response can extend a delay to 4 times <see cref="MaxPollInterval"/>.
    /// </remarks>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Gets or sets the maximum delay between polls, before jitter. It must be at least <see cref="PollInterval"/>. The default is 30 seconds.
    /// </summary>
    public TimeSpan MaxPollInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets the object that receives progress reports. The default is <see langword="null"/>.</summary>
    /// <remarks>
    /// The object receives the first status of each resource, each change of status, and the disappearance of a resource. An exception that it throws
    /// ends the wait and propagates to the caller.
    /// </remarks>
    public IProgress<WaitProgress>? Progress { get; set; }

    /// <summary>Gets or sets the source of random numbers that are at least 0 and less than 1.</summary>
    // .NET Standard has no thread-safe shared Random instance.
    internal Func<double> Randomizer { get; set; } = static () => new Random(Guid.NewGuid().GetHashCode()).NextDouble();

    /// <summary>Validates the options and returns a copy, so that later changes have no effect.</summary>
    internal WaitOptions ValidatedCopy()
    {
        if (Timeout <= TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(Timeout), Timeout, "Timeout must be greater than zero.");
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

    /// <summary>Returns the delay after a poll.</summary>
    /// <param name="polls">The number of polls so far, at least 1.</param>
    /// <param name="suggested">The delay in the Retry-After header of a successful response; zero for none.</param>
    internal TimeSpan DelayAfter(int polls, TimeSpan suggested)
    {
        var longest = MaxPollInterval.TotalMilliseconds;
        var grown = Math.Min(PollInterval.TotalMilliseconds * Math.Pow(Growth, polls - 1), longest) * (1 + (Jitter * ((2 * Randomizer()) - 1)));
        var wanted = Math.Max(grown, Math.Min(suggested.TotalMilliseconds, longest * MaxSuggestedIntervals));

        return TimeSpan.FromMilliseconds(Math.Min(wanted, LongestPause.TotalMilliseconds));
    }
}
