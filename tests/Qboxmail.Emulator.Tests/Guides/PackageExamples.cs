using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Qboxmail.Emulator.Tests;

/// <summary>The examples of the package page are whole files. They are compiled as in a new project.</summary>
internal static partial class PackageExamples
{
    // The implicit usings of the .NET SDK.
    private const string GlobalUsings =
        """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    public static IReadOnlyList<string> All { get; } =
        [.. Block().Matches(Repository.Read("src/Qboxmail/README.md")).Select(match => match.Groups["code"].Value)];

    public static Assembly Compile(string code, OutputKind kind)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        var options = new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable);
        var compilation = CSharpCompilation.Create(
            Guid.NewGuid().ToString("N"), [CSharpSyntaxTree.ParseText(code), CSharpSyntaxTree.ParseText(GlobalUsings)], references, options);
        using var image = new MemoryStream();
        var result = compilation.Emit(image);

        Assert.That(result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning), Is.Empty);
        return Assembly.Load(image.ToArray());
    }

    [GeneratedRegex("^```csharp\n(?<code>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
