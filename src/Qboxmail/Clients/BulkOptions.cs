namespace Qboxmail;

/// <summary>Options of a bulk job.</summary>
public sealed class BulkOptions
{
    private const int HighestConcurrency = 32;

    /// <summary>Gets or sets the maximum number of concurrent creations, from 1 to 32. The default is 4.</summary>
    public int MaxConcurrency { get; set; } = 4;

    /// <summary>
    /// Gets or sets the receiver of the outcome of each request; null by default. Reports do not overlap. An exception from the receiver ends the job
    /// and propagates.
    /// </summary>
    public IProgress<BulkProgress>? Progress { get; set; }

    /// <summary>Checks every value and copies the options, so that later changes have no effect.</summary>
    internal BulkOptions ValidatedCopy() => MaxConcurrency is >= 1 and <= HighestConcurrency
        ? (BulkOptions)MemberwiseClone()
        : throw new ArgumentOutOfRangeException(
            nameof(MaxConcurrency),
            MaxConcurrency,
            FormattableString.Invariant($"The number of concurrent creations must be from 1 to {HighestConcurrency}."));
}
