using Qboxmail.Probe.Document;
using Qboxmail.Probe.StandIns;

namespace Qboxmail.Probe;

/// <param name="Document">The source files of the OpenAPI document.</param>
/// <param name="Output">The folder to write the report to.</param>
/// <param name="Address">The base URL to send requests to, or <see langword="null"/> for the default of the stage.</param>
/// <param name="Interval">The minimum time between the starts of two requests.</param>
internal sealed record StageSettings(DocumentSources Document, string Output, Uri? Address, TimeSpan Interval)
{
    /// <summary>
    /// Gets the OpenAPI document of the stand-in that replaces the real service, or <see langword="null"/> to use the real service.
    /// </summary>
    public StandInDocument? StandIn { get; init; }

    public bool IsStandIn => StandIn is not null;

    /// <summary>Gets a value indicating whether the stage discards cached responses.</summary>
    public bool IsFresh { get; init; }

    /// <summary>Gets a value indicating whether the stage reads from production instead of the sandbox.</summary>
    public bool IsProduction { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
