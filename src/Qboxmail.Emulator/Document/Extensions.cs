using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Qboxmail.Emulator.Document;

internal static class Extensions
{
    /// <summary>What an operation says in an extension; null when it says nothing.</summary>
    public static JsonNode? Extension(this OpenApiOperation operation, string name) => Find(operation.Extensions, name);

    /// <summary>What a schema says in an extension; null when it says nothing.</summary>
    public static JsonNode? Extension(this IOpenApiSchema schema, string name) => Find(schema.Extensions, name);

    public static IOpenApiSchema? JsonSchema(this IDictionary<string, IOpenApiMediaType>? content) =>
        content?.TryGetValue("application/json", out var media) == true ? media.Schema : null;

    /// <summary>Whether values are texts, also such as are listed here or in a schema of their own.</summary>
    public static bool IsText(this IOpenApiSchema schema) =>
        schema.Type?.HasFlag(JsonSchemaType.String) == true || (schema.AllOf ?? []).Concat(schema.AnyOf ?? []).Any(IsText);

    private static JsonNode? Find(IDictionary<string, IOpenApiExtension>? extensions, string name) =>
        extensions?.TryGetValue(name, out var extension) == true ? ((JsonNodeExtension)extension).Node : null;
}
