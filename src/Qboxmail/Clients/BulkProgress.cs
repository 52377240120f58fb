namespace Qboxmail;

/// <summary>The outcome of one request of a bulk job, as reported to <see cref="BulkOptions.Progress"/>.</summary>
public sealed class BulkProgress
{
    /// <summary>Initializes a report, for test doubles.</summary>
    /// <param name="index">The index of the request in the list of requests.</param>
    /// <param name="outcome">The outcome of the request.</param>
    public BulkProgress(int index, BulkOutcome outcome)
    {
        Index = index;
        Outcome = outcome ?? throw new ArgumentNullException(nameof(outcome));
    }

    /// <summary>Gets the index of the request in the list of requests.</summary>
    public int Index { get; }

    /// <summary>Gets the outcome of the request.</summary>
    public BulkOutcome Outcome { get; }

    /// <summary>Gets the number of requests that have an outcome, this one included.</summary>
    public int CompletedCount { get; init; }

    /// <summary>Gets the number of all requests.</summary>
    public int TotalCount { get; init; }
}
