namespace Qboxmail.Fuzz;

/// <summary>Something that reads answers.</summary>
/// <param name="Name">Its name; the part before the first space is its group.</param>
/// <param name="Seeds">Good answers, from which the others are made.</param>
/// <param name="Statuses">The statuses that the answers come with.</param>
/// <param name="Run">Reads an answer.</param>
/// <param name="SendsPassword">Whether a password was sent, which must not show; the token always is.</param>
/// <param name="IsExpected">Whether an exception is one of those that the library documents.</param>
internal sealed record FuzzTarget(
    string Name, IReadOnlyList<string> Seeds, IReadOnlyList<int> Statuses, Action<FuzzInput> Run, bool SendsPassword,
    Func<Exception, bool> IsExpected)
{
    public string Group => Name.Split(' ')[0];
}
