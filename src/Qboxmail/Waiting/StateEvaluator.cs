namespace Qboxmail.Waiting;

/// <summary>How the states of a kind of resource are read.</summary>
/// <param name="Kind">What it is, for people.</param>
/// <param name="Evaluate">What a state means.</param>
/// <param name="Status">The state as a text.</param>
/// <param name="StatusDetail">The detail as a text.</param>
internal sealed record StateEvaluator<T>(string Kind, Func<T, WaitVerdict> Evaluate, Func<T, string?> Status, Func<T, string?> StatusDetail)
{
    public StateEvaluator<T> With(Func<T, WaitVerdict> judge) => this with { Evaluate = judge ?? throw new ArgumentNullException(nameof(judge)) };
}
