namespace Qboxmail.Waiting;

/// <summary>Reads the status of a resource and decides what it means for a wait.</summary>
/// <param name="Client">The name of the client that waits, without the suffix Client.</param>
/// <param name="Kind">The noun for the resource in messages.</param>
/// <param name="Status">A delegate that gets the status of a resource as a string.</param>
/// <param name="StatusDetail">A delegate that gets the status detail of a resource as a string.</param>
internal sealed record StateEvaluator<T>(string Client, string Kind, Func<T, string?> Status, Func<T, string?> StatusDetail)
    where T : class
{
    /// <summary>Gets the delegate that decides what the state of a resource means for the wait. By default, every state is pending.</summary>
    public Func<T, WaitVerdict> Evaluate { get; private init; } = static _ => WaitVerdict.Pending;

    /// <summary>Gets the delegate that returns advice if a resource waits for an action of the caller; otherwise, <see langword="null"/>.</summary>
    public Func<T, string?> Advise { get; init; } = static _ => null;

    /// <summary>Gets a value indicating whether the wait ends when the resource no longer exists.</summary>
    public bool IsDeletion { get; private init; }

    /// <summary>Gets a copy of this evaluator for a deletion, which requires no action of the caller and therefore no advice.</summary>
    public StateEvaluator<T> Deletion => this with { IsDeletion = true, Advise = static _ => null };

    public StateEvaluator<T> With(Func<T, WaitVerdict> evaluate) =>
        this with { Evaluate = evaluate ?? throw new ArgumentNullException(nameof(evaluate)) };

    /// <summary>Returns the name of the activity for a method.</summary>
    public string ActivityName(string method) => $"{Client}_{method.Substring(0, method.Length - "Async".Length)}";
}
