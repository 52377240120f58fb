using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Qboxmail.Emulator.Tests;

/// <summary>The examples of the package page are whole files. They are compiled as in a new project, and run.</summary>
public partial class PackagePageTests : GuideFixture
{
    // The implicit usings of the .NET SDK.
    private const string GlobalUsings =
        """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    private static readonly string[] Examples =
        [.. Block().Matches(Repository.Read("src/Qboxmail/README.md")).Select(match => match.Groups["code"].Value)];

    [Test]
    public void The_package_page_has_a_first_call_and_a_first_test() => Assert.That(Examples, Has.Length.EqualTo(2));

    [Test]
    public async Task The_first_call_lists_the_domains()
    {
        await Api.CreateActiveDomainAsync();

        Compile(Examples[0], OutputKind.ConsoleApplication).EntryPoint!.Invoke(null, [Array.Empty<string>()]);

        Assert.That(Output, Is.EqualTo(["example.com: enabled"]));
    }

    [Test]
    public async Task The_first_test_is_green()
    {
        var type = Compile(Examples[1], OutputKind.DynamicallyLinkedLibrary).GetExportedTypes().Single();
        var test = type.GetMethods().Single(method => method.GetCustomAttribute<TestAttribute>() is not null);

        await (Task)test.Invoke(Activator.CreateInstance(type), null)!;
    }

    private static Assembly Compile(string code, OutputKind kind)
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
