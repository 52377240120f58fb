namespace Qboxmail;

/// <summary>Options for a bulk job, which creates several resources with one call.</summary>
public sealed class BulkOptions
{
    private const int HighestConcurrency = 32;

    /// <summary>Gets or sets the maximum number of concurrent creations, from 1 to 32. The default is 4.</summary>
    public int MaxConcurrency { get; set; } = 4;

    /// <summary>Gets or sets the object that receives the outcome of each request. The default is <see langword="null"/>.</summary>
    /// <remarks>Reports do not overlap. An exception that this object throws ends the job and propagates to the caller.</remarks>
    public IProgress<BulkProgress>? Progress { get; set; }

    /// <summary>Validates the options and returns a copy, so that later changes have no effect.</summary>
    internal BulkOptions ValidatedCopy() => MaxConcurrency is >= 1 and <= HighestConcurrency
        ? (BulkOptions)MemberwiseClone()
        : throw new ArgumentOutOfRangeException(
            nameof(MaxConcurrency),
            MaxConcurrency,
            FormattableString.Invariant($"The number of concurrent creations must be from 1 to {HighestConcurrency}."));
}
