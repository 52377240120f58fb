namespace Qboxmail;

/// <summary>Reports the outcome of one request of a bulk job.</summary>
public sealed class BulkProgress
{
    /// <summary>Initializes a report, for test doubles.</summary>
    /// <param name="index">The index of the request in the list of requests.</param>
    /// <param name="code">The code of the resource; null when the request failed.</param>
    /// <param name="created">Whether the request created the resource.</param>
    /// <param name="exception">The reason why the request failed; null when it succeeded.</param>
    public BulkProgress(int index, string? code, bool created = false, Exception? exception = null)
    {
        Index = index;
        Code = code;
        Created = created;
        Exception = exception;
    }

    /// <summary>Gets the index of the request in the list of requests.</summary>
    public int Index { get; }

    /// <summary>Gets the code of the resource; null when the request failed.</summary>
    public string? Code { get; }

    /// <summary>Gets a value indicating whether the request created the resource; false when it existed already.</summary>
    public bool Created { get; }

    /// <summary>Gets the reason why the request failed; null when it succeeded.</summary>
    public Exception? Exception { get; }

    /// <summary>Gets the number of requests that have an outcome, this one included.</summary>
    public int CompletedCount { get; init; }

    /// <summary>Gets the number of all requests.</summary>
    public int TotalCount { get; init; }
}
