using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Qboxmail.Emulator.Document;

/// <summary>What the document says about an operation.</summary>
internal sealed class Operation
{
    public Operation(string path, HttpMethod method, IOpenApiPathItem item, OpenApiOperation operation)
    {
        Id = operation.OperationId!;
        Method = method.Method;
        Path = path;
        Segments = path.Trim('/').Split('/');
        Parameters = [.. item.Parameters ?? [], .. operation.Parameters ?? []];
        Body = operation.RequestBody?.Content.JsonSchema();
        Provenance = operation.Extension("x-provenance")!.ToString();
        Returns = operation.Extension("x-qboxmail-returns")!.ToString();
        Success = operation.Responses!["200"].Content.JsonSchema();
        Row =
            Success?.Properties?.TryGetValue("resources", out var rows) == true ? rows.Items!.Properties! : new Dictionary<string, IOpenApiSchema>();
        IsBillable = operation.Extension("x-qboxmail-billable") is not null;
    }

    /// <summary>Gets the operations of the document.</summary>
    public static IReadOnlyList<Operation> All { get; } =
        [.. OpenApiFile.Document.Paths.SelectMany(
            path => path.Value.Operations!.Select(operation => new Operation(path.Key, operation.Key, path.Value, operation.Value)))];

    public string Id { get; }

    public string Method { get; }

    public string Path { get; }

    public IReadOnlyList<string> Segments { get; }

    public IReadOnlyList<IOpenApiParameter> Parameters { get; }

    /// <summary>Schema of the request body; null when none is sent.</summary>
    public IOpenApiSchema? Body { get; }

    public string Provenance { get; }

    public bool IsInferred => Provenance == "inferred";

    public string Returns { get; }

    public bool IsList => Returns is "page" or "list";

    /// <summary>Schema of a success; null when it is no JSON.</summary>
    public IOpenApiSchema? Success { get; }

    /// <summary>The fields of a row in the envelope; none when there is no envelope.</summary>
    public IDictionary<string, IOpenApiSchema> Row { get; }

    public bool IsBillable { get; }

    /// <summary>Returns a value indicating whether the fixed parts of the path are written as in the document.</summary>
    public bool HasLiteralsOf(string path) =>
        Segments.Zip(path.Trim('/').Split('/')).All(pair => pair.First.StartsWith('{') || string.Equals(pair.First, pair.Second, StringComparison.Ordinal));

    /// <summary>What an answer shows of a resource: the fields that the document knows.</summary>
    public JsonObject Show(JsonObject fields) =>
        new(fields.Where(field => Row.ContainsKey(field.Key)).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));

    /// <summary>
    /// Names that both the body and an entity have: what a request changes in the entity. Passwords are kept nowhere, and whose a resource is, is
    /// decided elsewhere.
    /// </summary>
    public IEnumerable<string> FieldsSharedWith(string entity) =>
        Body!.Properties!
            .Where(property => property.Value.Format != "password" && property.Key != "customer_code")
            .Select(property => property.Key)
            .Where(OpenApiFile.Document.Components!.Schemas![entity].Properties!.ContainsKey);
}
