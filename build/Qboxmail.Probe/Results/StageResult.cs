namespace Qboxmail.Probe.Results;

/// <summary>The results of a stage.</summary>
/// <param name="Stage">The name of the stage.</param>
/// <param name="Target">The name of the service that received the requests, without its address.</param>
/// <param name="Date">The day of the run.</param>
internal sealed record StageResult(string Stage, string Target, DateOnly Date)
{
    /// <summary>Gets the reason why the stage is inconclusive; null if it reports findings.</summary>
    public string? Inconclusive { get; init; }

    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    public IReadOnlyList<Difference> Differences { get; init; } = [];

    public IReadOnlyList<Observation> Observations { get; init; } = [];
}
