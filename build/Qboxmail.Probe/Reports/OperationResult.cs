using Qboxmail.Probe.Document;
using Qboxmail.Probe.Results;

namespace Qboxmail.Probe.Reports;

/// <summary>The combined findings of all stages about the method and path of an operation.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Verdict">The conclusion.</param>
/// <param name="Existing">The candidate routes that exist.</param>
/// <param name="Remarks">The observations, keyed by the name of the stage.</param>
internal sealed record OperationResult(
    SourceOperation Operation, Verdict Verdict, IReadOnlyList<Route> Existing, IReadOnlyDictionary<string, string> Remarks)
{
    public static OperationResult Of(SourceOperation operation, IEnumerable<StageResult> stages)
    {
        var found = (from stage in stages
                     from evidence in stage.Evidence
                     where evidence.Operation == operation.Id
                     select (stage.Stage, Evidence: evidence)).ToList();
        var certain = found.Select(entry => entry.Evidence).Where(evidence => evidence.Verdict != Verdict.Unknown).ToList();
        var verdicts = certain.Select(evidence => evidence.Verdict).Distinct().ToList();
        var remarks = found.ToDictionary(entry => entry.Stage, entry => entry.Evidence.Remark);

        return verdicts is [var verdict]
            ? new OperationResult(operation, verdict, Common(certain), remarks)
            : new OperationResult(operation, Verdict.Unknown, [], verdicts.Count == 0 ? remarks : new Dictionary<string, string>(remarks)
            {
                ["all"] = "The stages contradict each other. A maintainer must decide.",
            });
    }

    // If a stage finds several candidates, another stage can exclude some of them.
    private static List<Route> Common(IEnumerable<Evidence> certain)
    {
        var lists = certain.Select(evidence => evidence.Existing).Where(list => list.Count > 0).ToList();
        var common = lists.Count == 0 ? [] : lists.Aggregate<IEnumerable<Route>>((left, right) => left.Intersect(right)).ToList();
        return common.Count > 0 ? common : [.. lists.SelectMany(list => list).Distinct()];
    }
}
