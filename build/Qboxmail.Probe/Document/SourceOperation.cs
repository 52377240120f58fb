namespace Qboxmail.Probe.Document;

/// <summary>An operation of the OpenAPI document, with the locations of its parts.</summary>
internal sealed class SourceOperation(SourceEntry path, SourceEntry method)
{
    private static readonly string[] Json = ["application/json"];

    public string Id { get; } = method.Value["operationId"]!.Text!;

    public Route Route { get; } = new(method.Name.ToUpperInvariant(), path.Name);

    public string Method => Route.Method;

    public string Path => Route.Path;

    /// <summary>Gets the entry of the path in <c>openapi/management.yaml</c>.</summary>
    public SourceEntry PathEntry => path;

    /// <summary>Gets the operations and parameters of the path.</summary>
    public SourceNode PathItem => path.Value.Target;

    /// <summary>Gets the entry of the method, whose value is the operation.</summary>
    public SourceEntry MethodEntry => method;

    public SourceNode Node => method.Value;

    public string Provenance => Node["x-provenance"]!.Text!;

    public bool IsInferred => Provenance == "inferred";

    public string Returns => Node["x-qboxmail-returns"]!.Text!;

    public string? Parent => Node["x-qboxmail-parent"]?.Text;

    /// <summary>Gets the other methods and paths that the operation may have.</summary>
    public IReadOnlyList<Candidate> Candidates => field ??=
    [
        .. (Node["x-qboxmail-candidates"]?.Items ?? []).Select(item =>
            new Candidate(new Route(item["method"]!.Text!.ToUpperInvariant(), item["path"]!.Text!), item["reason"]!.Text!)),
    ];

    /// <summary>
    /// Gets the entries of the success status codes; empty for an operation without a response body, whose status codes are added to the bundle.
    /// </summary>
    public IReadOnlyList<SourceEntry> Successes => field ??= [.. (Node["responses"]?.Entries ?? []).Where(entry => entry.Name.StartsWith('2'))];

    /// <summary>Gets the entries of the content types of a successful response.</summary>
    public IReadOnlyList<SourceEntry> Contents => (Successes is [var first, ..] ? first.Value.Target["content"]?.Entries : null) ?? [];

    /// <summary>Gets the schema of a successful response, or <see langword="null"/> if the response is not JSON.</summary>
    public SourceSchema? Success => Contents.FirstOrDefault(entry => Json.Contains(entry.Name))?.Value.Entry("schema") is { } schema
        ? new SourceSchema(schema.Value)
        : null;

    /// <summary>Gets a query parameter, or <see langword="null"/> if the operation does not have it.</summary>
    public SourceNode? Query(string name) =>
        (Node["parameters"]?.Items ?? []).Select(item => item.Target)
        .FirstOrDefault(item => item["name"]?.Text == name && item["in"]?.Text == "query");
}
