using Qboxmail.Probe.Document;
using Qboxmail.Probe.StandIns;

namespace Qboxmail.Probe;

/// <summary>The settings of a run.</summary>
/// <param name="Document">The document.</param>
/// <param name="Output">The folder of the report.</param>
/// <param name="Address">The address to send requests to; null for the default address of the stage.</param>
/// <param name="Interval">The time between the starts of two requests.</param>
internal sealed record StageSettings(DocumentSources Document, string Output, Uri? Address, TimeSpan Interval)
{
    /// <summary>Gets the document of a stand-in in this process that replaces the service; null to use the service.</summary>
    public StandInDocument? StandIn { get; init; }

    public bool IsStandIn => StandIn is not null;

    /// <summary>Gets a value indicating whether the stage discards cached responses.</summary>
    public bool IsFresh { get; init; }

    /// <summary>Gets a value indicating whether the stage reads from production instead of the sandbox.</summary>
    public bool IsProduction { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
