namespace Qboxmail.Waiting;

/// <summary>Reads the state of a kind of resource and decides what it means for a wait.</summary>
/// <param name="Client">The client that waits, without its suffix.</param>
/// <param name="Kind">The noun for the resource in messages.</param>
/// <param name="Status">Reads the state as text.</param>
/// <param name="StatusDetail">Reads the detail of the state as text.</param>
internal sealed record StateEvaluator<T>(string Client, string Kind, Func<T, string?> Status, Func<T, string?> StatusDetail)
    where T : class
{
    /// <summary>Gets the function that decides what the state of a resource means for the wait; pending by default.</summary>
    public Func<T, WaitVerdict> Evaluate { get; private init; } = static _ => WaitVerdict.Pending;

    /// <summary>Gets the function that advises the caller when a resource waits for an action of the caller; null for other resources.</summary>
    public Func<T, string?> Advise { get; init; } = static _ => null;

    /// <summary>Gets a value indicating whether the wait ends when the resource no longer exists.</summary>
    public bool IsDeletion { get; private init; }

    /// <summary>Gets this evaluator for a deletion, which requires no action by the caller and therefore no advice.</summary>
    public StateEvaluator<T> Deletion => this with { IsDeletion = true, Advise = static _ => null };

    public StateEvaluator<T> With(Func<T, WaitVerdict> evaluate) =>
        this with { Evaluate = evaluate ?? throw new ArgumentNullException(nameof(evaluate)) };

    /// <summary>Gets the name of the activity of a method.</summary>
    public string ActivityName(string method) => $"{Client}_{method.Substring(0, method.Length - "Async".Length)}";
}
