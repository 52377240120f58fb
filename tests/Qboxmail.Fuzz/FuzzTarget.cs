namespace Qboxmail.Fuzz;

/// <summary>Code of the library that reads responses.</summary>
/// <param name="Name">The name; the part before the first space is the group.</param>
/// <param name="Seeds">Valid response bodies, from which the mutations derive others.</param>
/// <param name="Statuses">The status codes of the responses.</param>
/// <param name="Run">Reads a response.</param>
/// <param name="SendsPassword">Whether the request contains a password. It always contains the token. Neither may appear in an exception.</param>
/// <param name="IsExpected">Returns whether the library documents an exception.</param>
internal sealed record FuzzTarget(
    string Name, IReadOnlyList<string> Seeds, IReadOnlyList<int> Statuses, Action<FuzzInput> Run, bool SendsPassword,
    Func<Exception, bool> IsExpected)
{
    public string Group => Name.Split(' ')[0];
}
