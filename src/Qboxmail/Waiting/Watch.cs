namespace Qboxmail.Waiting;

/// <summary>How the states of a kind of resource are read.</summary>
/// <param name="Kind">What it is, for people.</param>
/// <param name="Judge">What a state means.</param>
/// <param name="Status">The state as a text.</param>
/// <param name="StatusDetail">The detail as a text.</param>
internal sealed record Watch<T>(string Kind, Func<T, WaitVerdict> Judge, Func<T, string?> Status, Func<T, string?> StatusDetail)
{
    public Watch<T> With(Func<T, WaitVerdict> judge) => this with { Judge = judge ?? throw new ArgumentNullException(nameof(judge)) };
}
