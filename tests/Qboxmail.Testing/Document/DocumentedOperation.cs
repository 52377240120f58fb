using Microsoft.OpenApi;

namespace Qboxmail.Testing.Document;

/// <summary>What the document says about an operation.</summary>
public sealed class DocumentedOperation
{
    internal DocumentedOperation(string path, HttpMethod method, IOpenApiPathItem item, OpenApiOperation operation)
    {
        Id = operation.OperationId!;
        Method = method;
        Path = path;
        Parameters = [.. item.Parameters ?? [], .. operation.Parameters ?? []];
        Body = operation.RequestBody?.Content?["application/json"];
        Returns = operation.Extension("x-qboxmail-returns")!.ToString();
        Provenance = operation.Extension("x-provenance")!.ToString();
        IsIdempotent = operation.Extension("x-qboxmail-idempotent")?.GetValue<bool>();
        OnlyReads = method == HttpMethod.Get || operation.Extension("x-qboxmail-reads")?.GetValue<bool>() == true;
        Parent = operation.Extension("x-qboxmail-parent")?.ToString();
        Responses = operation.Responses!;
        Callbacks = operation.Callbacks?.Values.SelectMany(callback => callback.PathItems!.Values).SelectMany(callback => callback.Operations!.Values).ToList() ?? [];
    }

    public string Id { get; }

    public HttpMethod Method { get; }

    public string Path { get; }

    public IReadOnlyList<IOpenApiParameter> Parameters { get; }

    /// <summary>Body of the request; null when none is sent.</summary>
    public IOpenApiMediaType? Body { get; }

    /// <summary>Kind of answer: page, list, item, created, empty, value or file.</summary>
    public string Returns { get; }

    /// <summary>How it is known: documented, evidenced or inferred.</summary>
    public string Provenance { get; }

    public bool IsInferred => Provenance == "inferred";

    public bool? IsIdempotent { get; }

    /// <summary>Whether it changes nothing; a POST can be marked so.</summary>
    public bool OnlyReads { get; }

    public string? Parent { get; }

    public OpenApiResponses Responses { get; }

    /// <summary>Requests of the provider to the caller.</summary>
    public IReadOnlyList<OpenApiOperation> Callbacks { get; }

    public IEnumerable<KeyValuePair<string, IOpenApiResponse>> Successes => Responses.Where(response => response.Key.StartsWith('2'));

    /// <summary>Media type and content of a success; an empty type and null when it has no body.</summary>
    public (string Type, IOpenApiMediaType? Content) Success =>
        Successes.First().Value.Content is { Count: > 0 } content ? (content.Single().Key, content.Single().Value) : ("", null);

    /// <summary>Name of the schema of what is in a success, without the envelope; null when it has none.</summary>
    public string? Answered => Success.Content?.Schema?.Actual() is not { } schema
        ? null
        : schema.IsEnvelope() ? schema.Properties!["resources"].Items!.NameOfReference() : schema.NameOfReference();

    public string Client => $"{Id.Split('_')[0]}Client";

    /// <summary>The methods that send it.</summary>
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
