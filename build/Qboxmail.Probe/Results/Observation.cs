namespace Qboxmail.Probe.Results;

/// <summary>A behavior that the document does not state, or states in prose only.</summary>
internal sealed record Observation(string Operation, string Text);
