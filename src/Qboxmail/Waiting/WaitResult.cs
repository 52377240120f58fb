namespace Qboxmail;

/// <summary>The result of a bulk wait.</summary>
/// <typeparam name="T">The type of the resources.</typeparam>
public sealed class WaitResult<T>
    where T : class
{
    /// <summary>Initializes a new instance of the <see cref="WaitResult{T}"/> class, for use in tests.</summary>
    /// <param name="ready">The resources that are ready.</param>
    /// <param name="failed">The resources that have failed or do not exist.</param>
    /// <param name="pending">The resources that were pending at the timeout.</param>
    public WaitResult(IReadOnlyList<WaitOutcome<T>> ready, IReadOnlyList<WaitOutcome<T>> failed, IReadOnlyList<WaitOutcome<T>> pending)
    {
        Ready = ready ?? throw new ArgumentNullException(nameof(ready));
        Failed = failed ?? throw new ArgumentNullException(nameof(failed));
        Pending = pending ?? throw new ArgumentNullException(nameof(pending));
    }

    /// <summary>Gets the resources that are ready, in the order in which they became ready.</summary>
    public IReadOnlyList<WaitOutcome<T>> Ready { get; }

    /// <summary>Gets the resources that have failed or do not exist.</summary>
    public IReadOnlyList<WaitOutcome<T>> Failed { get; }

    /// <summary>Gets the resources that were pending at the timeout. The list is empty if the wait ended before the timeout.</summary>
    public IReadOnlyList<WaitOutcome<T>> Pending { get; }

    /// <summary>Gets a value indicating whether all resources are ready.</summary>
    public bool IsAllReady => Failed.Count == 0 && Pending.Count == 0;

    /// <summary>Gets the delegate that returns advice on a pending resource, or <see langword="null"/> if there is none.</summary>
    internal Func<T, string?> Advise { get; init; } = static _ => null;

    /// <summary>Throws an exception if any resource is not ready.</summary>
    /// <exception cref="QboxmailWaitFailedException">At least one resource has failed.</exception>
    /// <exception cref="QboxmailWaitTimeoutException">No resource has failed, but at least one was pending at the timeout.</exception>
    public void EnsureAllReady()
    {
        if (!IsAllReady)
        {
            var first = Failed.Concat(Pending).First();
            throw ToException(
                $"Not all resources are ready: {Ready.Count} ready, {Failed.Count} failed, {Pending.Count} pending."
                + $" Last state of {first.Code}: {first}.",
                innerException: null);
        }
    }

    /// <summary>Creates the exception with the state of the first resource that has failed or, if none has, of the first pending one.</summary>
    internal QboxmailWaitException ToException(string text, Exception? innerException)
    {
        var first = Failed.Concat(Pending).First();
        string[] failed = [.. Failed.Select(outcome => outcome.Code)];
        string[] pending = [.. Pending.Select(outcome => outcome.Code)];

        if (failed.Length > 0)
        {
            return new QboxmailWaitFailedException(text, innerException)
            {
                Status = first.Status,
                StatusDetail = first.StatusDetail,
                LastResource = first.Resource,
                Failed = failed,
                Pending = pending,
            };
        }

        var advice = first.Resource is { } resource ? Advise(resource) : null;

        return new QboxmailWaitTimeoutException(advice is null ? text : $"{text} {advice}", innerException)
        {
            Status = first.Status,
            StatusDetail = first.StatusDetail,
            LastResource = first.Resource,
            Pending = pending,
        };
    }
}
