using Microsoft.OpenApi;

namespace Qboxmail.Testing.Document;

public sealed class DocumentedOperation
{
    internal DocumentedOperation(string path, HttpMethod method, IOpenApiPathItem item, OpenApiOperation operation)
    {
        Id = operation.OperationId!;
        Method = method;
        Path = path;
        Segments = path.Trim('/').Split('/');
        Parameters = [.. item.Parameters ?? [], .. operation.Parameters ?? []];
        Body = operation.RequestBody?.Content?["application/json"];
        Returns = operation.Extension("x-qboxmail-returns")!.ToString();
        Provenance = operation.Extension("x-provenance")!.ToString();
        IsIdempotent = operation.Extension("x-qboxmail-idempotent")?.GetValue<bool>();
        OnlyReads = method == HttpMethod.Get || operation.Extension("x-qboxmail-reads")?.GetValue<bool>() == true;
        Parent = operation.Extension("x-qboxmail-parent")?.ToString();
        Candidates = operation.Extension("x-qboxmail-candidates")?.AsArray()
            .Select(candidate => ($"{candidate!["method"]}".ToUpperInvariant(), $"{candidate["path"]}")).ToList() ?? [];
        IsBillable = operation.Extension("x-qboxmail-billable") is not null;
        Responses = operation.Responses!;
        Callbacks = operation.Callbacks?.Values
            .SelectMany(callback => callback.PathItems!.Values)
            .SelectMany(callback => callback.Operations!.Values).ToList()
            ?? [];
    }

    public string Id { get; }

    public HttpMethod Method { get; }

    public string Path { get; }

    public IReadOnlyList<string> Segments { get; }

    public IReadOnlyList<IOpenApiParameter> Parameters { get; }

    /// <summary>Gets the JSON content of the request body, or <see langword="null"/> if there is none.</summary>
    public IOpenApiMediaType? Body { get; }

    /// <summary>Gets the kind of response: page, list, item, created, empty, value or file.</summary>
    public string Returns { get; }

    public bool IsList => Returns is "page" or "list";

    /// <summary>Gets the provenance of the operation: documented, evidenced or inferred.</summary>
    public string Provenance { get; }

    public bool IsInferred => Provenance == "inferred";

    public bool? IsIdempotent { get; }

    /// <summary>Gets a value indicating whether the operation changes no data. The OpenAPI document also marks a POST that only reads.</summary>
    public bool OnlyReads { get; }

    /// <summary>Gets the ID of the operation that reads the parent resource of a list, or <see langword="null"/> if there is none.</summary>
    public string? Parent { get; }

    /// <summary>Gets the other methods and paths that an inferred operation may have.</summary>
    public IReadOnlyList<(string Method, string Path)> Candidates { get; }

    /// <summary>Gets a value indicating whether the operation requires a billing profile in production.</summary>
    public bool IsBillable { get; }

    public OpenApiResponses Responses { get; }

    /// <summary>Gets the webhooks, which are requests from the service to a URL of the caller.</summary>
    public IReadOnlyList<OpenApiOperation> Callbacks { get; }

    public IEnumerable<KeyValuePair<string, IOpenApiResponse>> Successes => Responses.Where(response => response.Key.StartsWith('2'));

    /// <summary>
    /// Gets the media type and content of a successful response. Without a body, the type is empty and the content is <see langword="null"/>.
    /// </summary>
    public (string Type, IOpenApiMediaType? Content) Success =>
        Successes.First().Value.Content is { Count: > 0 } content ? (content.Single().Key, content.Single().Value) : ("", null);

    /// <summary>Gets the name of the schema in a successful response without its envelope, or <see langword="null"/> if there is none.</summary>
    public string? ResponseSchema => Success.Content?.Schema?.Actual() is not { } schema
        ? null
        : schema.IsEnvelope() ? schema.Properties!["resources"].Items!.NameOfReference() : schema.NameOfReference();

    public string Client => $"{Id.Split('_')[0]}Client";

    /// <summary>Gets the names of the client methods that call the operation.</summary>
    public IReadOnlyList<string> Methods
    {
        get
        {
            var name = Id.Split('_')[1];
            return Returns == "page" ? [$"{name}Async", $"{name}PageAsync"] : [$"{name}Async"];
        }
    }

    public override string ToString() => Id;
}
