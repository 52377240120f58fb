using Qboxmail.Probe.Results;

namespace Qboxmail.Probe.Reports;

/// <summary>The content of the JSON report.</summary>
/// <param name="Document">The hash of the document's sources.</param>
/// <param name="Stages">The results of the stages.</param>
/// <param name="Operations">The operations with their verdicts.</param>
/// <param name="Differences">The differences with their edits.</param>
/// <param name="Confirmations">The edits that record confirmed operations.</param>
internal sealed record ReportContent(
    string Document,
    IReadOnlyList<StageResult> Stages,
    IReadOnlyList<OperationContent> Operations,
    IReadOnlyList<Difference> Differences,
    IReadOnlyList<Edit> Confirmations);
