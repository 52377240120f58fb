using Qboxmail.Probe.Document;
using Qboxmail.Probe.Results;

namespace Qboxmail.Probe.Reports;

internal sealed record OperationContent(
    string Operation, string Method, string Path, string Provenance, Verdict Verdict, IReadOnlyList<Route> Existing,
    IReadOnlyDictionary<string, string> Remarks)
{
    public static OperationContent Of(OperationResult result) =>
        new(result.Operation.Id, result.Operation.Method, result.Operation.Path, result.Operation.Provenance, result.Verdict, result.Existing,
            result.Remarks);
}
