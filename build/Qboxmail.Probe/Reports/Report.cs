using Qboxmail.Probe.Document;
using Qboxmail.Probe.Edits;
using Qboxmail.Probe.Results;
using Qboxmail.Probe.Stages;

namespace Qboxmail.Probe.Reports;

/// <summary>The combined results of all stages that have run.</summary>
internal sealed class Report
{
    public Report(DocumentSources document, IReadOnlyList<StageResult> stages)
    {
        Stages = [.. stages.OrderBy(stage => Array.IndexOf(StageNames, stage.Stage))];
        Operations = [.. document.Operations.Select(operation => OperationResult.Of(operation, Stages))];
        var refuted = Operations.Where(result => result.Verdict == Verdict.Refuted).ToList();
        var moves = RouteEdits.Of(
            document, [.. refuted.Where(result => result.Existing.Count == 1).Select(result => (result.Operation, result.Existing[0]))]);
        Differences =
        [
            .. refuted.Select(result => OfRoute(result, moves.GetValueOrDefault(result.Operation.Id) ?? [])),
            .. Stages.SelectMany(stage => stage.Differences),
        ];
        Confirmations =
        [
            .. ConfirmationEdits.Of(document, Confirmed()),
            .. Stages.Where(stage => stage.Stage == ReadsStage.Name).SelectMany(stage => LastSeenEdits.Of(document, stage)),
        ];
    }

    public static string[] StageNames { get; } = [DocsStage.Name, RoutesStage.Name, ReadsStage.Name];

    public IReadOnlyList<StageResult> Stages { get; }

    public IReadOnlyList<OperationResult> Operations { get; }

    /// <summary>Gets the differences between the OpenAPI document and the real service.</summary>
    public IReadOnlyList<Difference> Differences { get; }

    /// <summary>Gets the edits that record which inferred operations exist, and when operations last succeeded.</summary>
    public IReadOnlyList<Edit> Confirmations { get; }

    public IEnumerable<Observation> Observations => Stages.SelectMany(stage => stage.Observations);

    private static Difference OfRoute(OperationResult result, IReadOnlyList<Edit> edits)
    {
        var operation = result.Operation;

        return new Difference(operation.Id, [operation.Id], result.Existing switch
        {
            [] => $"uses {operation.Route}, which does not exist. No candidate exists either",
            [var only] => $"uses {operation.Route}, which does not exist. {only} exists instead",
            var several => $"uses {operation.Route}, which does not exist. {string.Join(" and ", several)} exist instead",
        }, edits);
    }

    /// <summary>
    /// Gets the new provenance of inferred operations, keyed by operation ID. The <c>routes</c> stage changes no provenance, because it does not find
    /// fields.
    /// </summary>
    private Dictionary<string, string> Confirmed()
    {
        var confirmed = new Dictionary<string, string>(StringComparer.Ordinal);

        foreach (var result in Operations.Where(result => result.Operation.IsInferred && result.Verdict == Verdict.Confirmed))
        {
            var stages = Stages.Where(stage => stage.Evidence.Any(evidence =>
                evidence.Operation == result.Operation.Id && evidence.Verdict == Verdict.Confirmed)).Select(stage => stage.Stage).ToList();

            if (stages.Contains(DocsStage.Name))
            {
                confirmed[result.Operation.Id] = "documented";
            }
            else if (stages.Contains(ReadsStage.Name))
            {
                confirmed[result.Operation.Id] = "evidenced";
            }
        }

        return confirmed;
    }
}
