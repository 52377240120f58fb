namespace Qboxmail.Probe.Document;

/// <summary>Another method and path that an inferred operation may have.</summary>
/// <param name="Route">The method and path.</param>
/// <param name="Reason">The reason why the operation may have this route.</param>
internal sealed record Candidate(Route Route, string Reason);
