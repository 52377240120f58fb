using Microsoft.OpenApi;

namespace Qboxmail.Tests;

/// <summary>How names on the wire are written in C#.</summary>
internal static class Names
{
    /// <summary>Name of a property: its own when the document gives one, because the wire's misleads.</summary>
    public static string Property(string wire, IOpenApiSchema schema) => schema.Extension("x-qboxmail-name")?.ToString() ?? Pascal(wire);

    public static string Argument(string wire) => char.ToLowerInvariant(Pascal(wire)[0]) + Pascal(wire)[1..];

    public static string Pascal(string wire) => string.Concat(wire.Split('_', ' ').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}
