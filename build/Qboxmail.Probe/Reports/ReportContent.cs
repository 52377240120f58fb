using Qboxmail.Probe.Results;

namespace Qboxmail.Probe.Reports;

/// <param name="Document">The hash of the source files of the OpenAPI document.</param>
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
