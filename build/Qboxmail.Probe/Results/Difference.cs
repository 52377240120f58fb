namespace Qboxmail.Probe.Results;

/// <summary>A difference between the document and the service, apart from methods and paths.</summary>
/// <param name="Place">The part of the document.</param>
/// <param name="Operations">The operations whose responses show the difference.</param>
/// <param name="Description">What differs.</param>
/// <param name="Edits">The changes that correct the document; empty if a person must decide.</param>
internal sealed record Difference(string Place, IReadOnlyList<string> Operations, string Description, IReadOnlyList<Edit> Edits);
