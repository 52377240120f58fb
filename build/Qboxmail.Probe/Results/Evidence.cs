using Qboxmail.Probe.Document;

namespace Qboxmail.Probe.Results;

/// <summary>The finding of a stage about the method and path of an operation.</summary>
/// <param name="Operation">The ID of the operation.</param>
/// <param name="Verdict">The conclusion.</param>
/// <param name="Existing">The candidate routes that exist; empty if none was found.</param>
/// <param name="Remark">The observation that led to the verdict.</param>
internal sealed record Evidence(string Operation, Verdict Verdict, IReadOnlyList<Route> Existing, string Remark)
{
    public static Evidence Unknown(SourceOperation operation, string remark) => new(operation.Id, Verdict.Unknown, [], remark);

    public static Evidence Confirmed(SourceOperation operation, string remark) => new(operation.Id, Verdict.Confirmed, [], remark);

    public static Evidence Refuted(SourceOperation operation, IReadOnlyList<Route> existing, string remark) =>
        new(operation.Id, Verdict.Refuted, existing, remark);
}
