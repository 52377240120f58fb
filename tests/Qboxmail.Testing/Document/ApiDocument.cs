using System.Text;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using YamlDotNet.Serialization;

namespace Qboxmail.Testing.Document;

/// <summary>The bundles of the OpenAPI document, parsed by Microsoft.OpenApi.</summary>
public static class ApiDocument
{
    private static readonly Lazy<OpenApiDocument> PublishedBundle = new(() => Load(ReadYaml("qboxmail-management.yaml")));

    /// <summary>Gets the bundle that the clients are generated from.</summary>
    // The same document as YAML takes half a second longer to read.
    public static OpenApiDocument Value { get; } = Load(File.ReadAllText(PathOf("generator.json")));

    /// <summary>Gets the bundle that is published for all languages.</summary>
    public static OpenApiDocument Published => PublishedBundle.Value;

    public static IReadOnlyList<DocumentedOperation> Operations { get; } =
    [
        .. from path in Value.Paths
           from operation in path.Value.Operations ?? []
           select new DocumentedOperation(path.Key, operation.Key, path.Value, operation.Value),
    ];

    /// <summary>Gets one operation for each way in which the library handles requests and responses.</summary>
    public static IReadOnlyList<DocumentedOperation> OneOfEachKind { get; } =
    [
        .. Operations.DistinctBy(operation => (
            operation.Returns, operation.OnlyReads, operation.IsIdempotent, operation.Body is null, operation.Parent is null)),
    ];

    /// <summary>Gets the component schemas, keyed by name.</summary>
    public static IDictionary<string, IOpenApiSchema> Schemas => Value.Components!.Schemas!;

    /// <summary>Gets a specification extension of an element, or <see langword="null"/> if it is absent.</summary>
    public static JsonNode? Extension(this IOpenApiReadOnlyExtensible element, string name) => Extension(element.Extensions, name);

    public static JsonNode? Extension(this OpenApiOperation operation, string name) => Extension(operation.Extensions, name);

    public static JsonNode? Extension(this OpenApiDocument document, string name) => Extension(document.Extensions, name);

    /// <summary>Gets the schema that a property with its own description refers to.</summary>
    public static IOpenApiSchema Actual(this IOpenApiSchema schema) => schema.AllOf is [var only] ? only.Actual() : schema;

    /// <summary>Gets the name of the component that a schema refers to, or <see langword="null"/> if the schema is not a reference.</summary>
    public static string? NameOfReference(this IOpenApiSchema schema) => (schema.Actual() as OpenApiSchemaReference)?.Reference.Id;

    public static bool IsEnvelope(this IOpenApiSchema schema) => schema.Extension("x-qboxmail-envelope") is not null;

    /// <summary>Returns a value indicating whether the generator creates a closed or extensible enumeration from the schema.</summary>
    public static bool IsEnumeration(this IOpenApiSchema schema) => schema.Enum is { Count: > 0 } || schema.AnyOf is { Count: > 0 };

    public static bool Is(this IOpenApiSchema schema, JsonSchemaType type) => schema.Type?.HasFlag(type) == true;

    private static JsonNode? Extension(IDictionary<string, IOpenApiExtension>? extensions, string name) =>
        extensions?.TryGetValue(name, out var extension) == true ? ((JsonNodeExtension)extension).Node : null;

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, file);

    private static string ReadYaml(string file)
    {
        var yaml = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<object>(
            File.ReadAllText(PathOf(file)));
        return new SerializerBuilder().JsonCompatible().Build().Serialize(yaml);
    }

    private static OpenApiDocument Load(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        var (document, diagnostic) = OpenApiDocument.Load(stream, "json");

        return diagnostic?.Errors is { Count: > 0 } errors
            ? throw new InvalidOperationException($"The document cannot be read: {errors[0]}")
            : document!;
    }
}
