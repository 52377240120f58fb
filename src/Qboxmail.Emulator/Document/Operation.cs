using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Qboxmail.Emulator.Document;

/// <summary>An operation of the document.</summary>
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

    /// <summary>Gets the schema of the request body; null for none.</summary>
    public IOpenApiSchema? Body { get; }

    public string Provenance { get; }

    public bool IsInferred => Provenance == "inferred";

    public string Returns { get; }

    public bool IsList => Returns is "page" or "list";

    /// <summary>Gets the schema of a successful response; null if it is not JSON.</summary>
    public IOpenApiSchema? Success { get; }

    /// <summary>Gets the fields of an item in the envelope; empty without an envelope.</summary>
    public IDictionary<string, IOpenApiSchema> Row { get; }

    public bool IsBillable { get; }

    /// <summary>Returns a value indicating whether the literal segments of the path have the same case as in the document.</summary>
    public bool HasLiteralsOf(string path) =>
        Segments.Zip(path.Trim('/').Split('/')).All(
            pair => pair.First.StartsWith('{') || string.Equals(pair.First, pair.Second, StringComparison.Ordinal));

    /// <summary>Gets the documented fields of a resource, which a response contains.</summary>
    public JsonObject Show(JsonObject fields) =>
        new(fields.Where(field => Row.ContainsKey(field.Key)).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));

    /// <summary>
    /// Gets the fields that the body and an entity share: those that a request changes. Passwords are never stored, and the owner of a resource is
    /// set elsewhere.
    /// </summary>
    public IEnumerable<string> FieldsSharedWith(string entity) =>
        Body!.Properties!
            .Where(property => property.Value.Format != "password" && property.Key != "customer_code")
            .Select(property => property.Key)
            .Where(OpenApiFile.Document.Components!.Schemas![entity].Properties!.ContainsKey);
}
