namespace Qboxmail.Probe.Results;

/// <param name="Stage">The name of the stage.</param>
/// <param name="Target">The description of the server that received the requests, without its URL.</param>
/// <param name="Date">The date of the run in UTC.</param>
internal sealed record StageResult(string Stage, string Target, DateOnly Date)
{
    /// <summary>Gets the reason why the stage is inconclusive, or <see langword="null"/> if it reports findings.</summary>
    public string? Inconclusive { get; init; }

    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    public IReadOnlyList<Difference> Differences { get; init; } = [];

    public IReadOnlyList<Observation> Observations { get; init; } = [];
}
