using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Qboxmail.Emulator.Document;

internal static class Extensions
{
    /// <summary>Gets the value of an extension of an operation; null for none.</summary>
    public static JsonNode? Extension(this OpenApiOperation operation, string name) => Find(operation.Extensions, name);

    /// <summary>Gets the value of an extension of a schema; null for none.</summary>
    public static JsonNode? Extension(this IOpenApiSchema schema, string name) => Find(schema.Extensions, name);

    public static IOpenApiSchema? JsonSchema(this IDictionary<string, IOpenApiMediaType>? content) =>
        content?.TryGetValue("application/json", out var media) == true ? media.Schema : null;

    /// <summary>Returns a value indicating whether the values are strings, including enumerations.</summary>
    public static bool IsText(this IOpenApiSchema schema) =>
        schema.Type?.HasFlag(JsonSchemaType.String) == true || (schema.AllOf ?? []).Concat(schema.AnyOf ?? []).Any(IsText);

    private static JsonNode? Find(IDictionary<string, IOpenApiExtension>? extensions, string name) =>
        extensions?.TryGetValue(name, out var extension) == true ? ((JsonNodeExtension)extension).Node : null;
}
