namespace Qboxmail.Probe.Results;

/// <summary>A behavior that the OpenAPI document does not state, or states only in prose.</summary>
internal sealed record Observation(string Operation, string Text);
