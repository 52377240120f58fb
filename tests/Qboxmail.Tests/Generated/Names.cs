using Microsoft.OpenApi;

namespace Qboxmail.Tests;

/// <summary>The C# names of names on the wire.</summary>
internal static class Names
{
    /// <summary>Returns the name of a property: that of x-qboxmail-name, or the Pascal-cased name on the wire.</summary>
    public static string Property(string wire, IOpenApiSchema schema) => schema.Extension("x-qboxmail-name")?.ToString() ?? Pascal(wire);

    /// <summary>Returns the name of a parameter as a property of a query.</summary>
    public static string Parameter(IOpenApiParameter parameter) => parameter.Extension("x-qboxmail-name")?.ToString() ?? Pascal(parameter.Name!);

    /// <summary>Returns the name of the enumeration that stands for one, which may be its own.</summary>
    public static string Enumeration(string schema) =>
        ApiDocument.Schemas[schema].Extension("x-qboxmail-same-as")?.ToString() ?? schema;

    public static string Argument(string wire) => char.ToLowerInvariant(Pascal(wire)[0]) + Pascal(wire)[1..];

    public static string Pascal(string wire) => string.Concat(wire.Split('_', ' ').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}
