namespace Qboxmail;

/// <summary>How to wait for work that the API does in the background.</summary>
public sealed class WaitOptions
{
    private const double Growth = 1.5;
    private const double Jitter = 0.2;

    /// <summary>
    /// How long to wait at most. 15 minutes by default; more than zero. The last poll comes when this time is over, and may take a second then. The
    /// wait ends at once when the API asks for a longer pause than is left.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Pause after the first poll. 2 seconds by default; at least 10 milliseconds. Each further pause is 1.5 times as long, up to
    /// <see cref="MaxPollInterval"/>, and then up to 20 % shorter or longer by chance, so that many waits do not ask at the same moment.
    /// </summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest pause, before chance is added. 30 seconds by default; at least <see cref="PollInterval"/>.</summary>
    public TimeSpan MaxPollInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Told of the first state and of each change of it. Null by default.</summary>
    public IProgress<WaitProgress>? Progress { get; set; }

    /// <summary>A number from 0 to below 1, so that tests know what chance brings.</summary>
    internal Func<double> Randomizer { get; set; } = static () => RandomNumber.Next();

    /// <summary>A copy that nobody changes, with every value in its bounds.</summary>
    internal WaitOptions ValidatedCopy()
    {
        if (Timeout <= TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(Timeout), Timeout, "A wait needs a timeout of more than zero.");
        }

        if (PollInterval < TimeSpan.FromMilliseconds(10))
        {
            throw new ArgumentOutOfRangeException(nameof(PollInterval), PollInterval, "The pause between two polls must be at least 10 milliseconds.");
        }

        if (MaxPollInterval < PollInterval)
        {
            throw new ArgumentOutOfRangeException(nameof(MaxPollInterval), MaxPollInterval, "The longest pause must not be shorter than PollInterval.");
        }

        return (WaitOptions)MemberwiseClone();
    }

    /// <summary>The pause after a poll.</summary>
    /// <param name="polls">Polls that were made, at least 1.</param>
    internal TimeSpan DelayAfter(int polls)
    {
        var grown = Math.Min(PollInterval.TotalMilliseconds * Math.Pow(Growth, polls - 1), MaxPollInterval.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(grown * (1 + (Jitter * ((2 * Randomizer()) - 1))));
    }

    private static class RandomNumber
    {
#if NET
        public static double Next() => Random.Shared.NextDouble();
#else
        private static readonly Random Shared = new();

        public static double Next()
        {
            lock (Shared)
            {
                return Shared.NextDouble();
            }
        }
#endif
    }
}
