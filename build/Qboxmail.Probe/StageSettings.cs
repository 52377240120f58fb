using Qboxmail.Probe.Document;
using Qboxmail.Probe.StandIns;

namespace Qboxmail.Probe;

/// <summary>The settings of a run.</summary>
/// <param name="Document">The document.</param>
/// <param name="Output">The folder of the report.</param>
/// <param name="Address">The address to ask; null for the usual one.</param>
/// <param name="Interval">The time between two requests.</param>
internal sealed record StageSettings(DocumentSources Document, string Output, Uri? Address, TimeSpan Interval)
{
    /// <summary>Gets the document of the stand-in in this process that is asked; null to ask the service.</summary>
    public StandInDocument? StandIn { get; init; }

    public bool IsStandIn => StandIn is not null;

    /// <summary>Gets a value indicating whether cached responses are ignored.</summary>
    public bool IsFresh { get; init; }

    /// <summary>Gets a value indicating whether production is read instead of the sandbox.</summary>
    public bool IsProduction { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
