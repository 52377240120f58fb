namespace Qboxmail.Probe.Document;

/// <summary>Another method and path that an inferred operation may have.</summary>
/// <param name="Route">The method and the path.</param>
/// <param name="Reason">Why it is likely.</param>
internal sealed record Candidate(Route Route, string Reason);
