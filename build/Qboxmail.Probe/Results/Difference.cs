namespace Qboxmail.Probe.Results;

/// <summary>
/// A difference between the OpenAPI document and the real service.
/// </summary>
/// <param name="Place">The operation, field or enumeration that differs.</param>
/// <param name="Operations">The operations whose responses contain the difference.</param>
/// <param name="Description">The predicate of a sentence whose subject is <paramref name="Place"/>, without a period.</param>
/// <param name="Edits">The edits that correct the document; empty if a maintainer must decide.</param>
internal sealed record Difference(string Place, IReadOnlyList<string> Operations, string Description, IReadOnlyList<Edit> Edits);
