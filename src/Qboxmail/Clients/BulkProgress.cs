namespace Qboxmail;

/// <summary>A progress report with the outcome of one request of a bulk job, as passed to <see cref="BulkOptions.Progress"/>.</summary>
public sealed class BulkProgress
{
    /// <summary>Initializes a new instance of the <see cref="BulkProgress"/> class, for use in tests.</summary>
    /// <param name="index">The zero-based index of the request in the list of requests.</param>
    /// <param name="outcome">The outcome of the request.</param>
    public BulkProgress(int index, BulkOutcome outcome)
    {
        Index = index;
        Outcome = outcome ?? throw new ArgumentNullException(nameof(outcome));
    }

    /// <summary>Gets the zero-based index of the request in the list of requests.</summary>
    public int Index { get; }

    /// <summary>Gets the outcome of the request.</summary>
    public BulkOutcome Outcome { get; }

    /// <summary>Gets the number of requests that have an outcome, including this one.</summary>
    public int CompletedCount { get; init; }

    /// <summary>Gets the total number of requests.</summary>
    public int TotalCount { get; init; }
}
