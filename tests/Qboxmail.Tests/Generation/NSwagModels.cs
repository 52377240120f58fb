using System.Reflection;
using System.Runtime.Loader;

namespace Qboxmail.Tests;

/// <summary>The types that NSwag hands to its templates, from the tool that generates the library.</summary>
internal static class NSwagModels
{
    private static readonly string Tools = typeof(NSwagModels).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute =>
        attribute.Key == "NSwagTools").Value!;

    private static readonly Lazy<AssemblyLoadContext> Context = new(CreateContext);

    /// <summary>The templates that NSwag renders, with the names of their models.</summary>
    public static IReadOnlyDictionary<string, string> Roots { get; } = new Dictionary<string, string>
    {
        ["File"] = "NSwag.CodeGeneration.CSharp.Models.CSharpFileTemplateModel",
        ["Client.Class"] = "NSwag.CodeGeneration.CSharp.Models.CSharpClientTemplateModel",
        ["Class"] = "NJsonSchema.CodeGeneration.CSharp.Models.ClassTemplateModel",
        ["Enum"] = "NJsonSchema.CodeGeneration.CSharp.Models.EnumTemplateModel",
    };

    public static Type TypeOf(string name) => new[] { "NSwag.CodeGeneration.CSharp", "NJsonSchema.CodeGeneration.CSharp" }
        .Select(assembly => Context.Value.LoadFromAssemblyName(new AssemblyName(assembly)).GetType(name))
        .First(type => type is not null)!;

    // Apart from the tests, which use other versions of the same libraries.
    private static AssemblyLoadContext CreateContext()
    {
        var context = new AssemblyLoadContext("NSwag");
        context.Resolving += (self, name) =>
            Path.Combine(Tools, $"{name.Name}.dll") is var path && File.Exists(path) ? self.LoadFromAssemblyPath(path) : null;
        return context;
    }
}
