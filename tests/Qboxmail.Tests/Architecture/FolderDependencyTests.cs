using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Qboxmail.Tests;

/// <summary>The folders of the library depend on each other in one direction. Generated code and doc comments do not count.</summary>
[Parallelizable]
public class FolderDependencyTests
{
    private const string Root = "(root)";

    /// <summary>The folders from bottom to top. A folder may use those of lower levels.</summary>
    private static readonly string[][] Levels =
    [
        ["Internal"], ["Errors"], ["Json"], ["Models"], ["Redaction"], ["Paging"], ["Http"], ["Waiting", "Webhooks"], ["Clients"], [Root],
    ];

    private static readonly string Source = Path.Combine(Repository.Root, "src", "Qboxmail");

    [Test]
    public void Every_library_folder_is_listed_in_the_dependency_levels()
    {
        var folders = SourceFiles().Select(FolderOf).Distinct();

        Assert.That(folders, Is.SubsetOf(Levels.SelectMany(level => level)));
    }

    [Test]
    public void A_library_folder_uses_only_folders_below_it()
    {
        var trees = SourceFiles().Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), Options, path)).ToList();
        var compilation = CSharpCompilation.Create("Qboxmail", [.. trees, GlobalUsings()], References());

        var violations = Violations(compilation, trees).Distinct().Order();

        Assert.That(violations, Is.Empty);
    }

    [Test]
    public void A_use_of_a_higher_folder_is_detected()
    {
        var low = CSharpSyntaxTree.ParseText(
            """
            /// <summary>Not a use: <see cref="B.High"/>.</summary>
            namespace A { using B; [B.Mark] class Low { string Name = nameof(B.High); object Make() => new B.High(); int Value => this.Extend(); } }
            """,
            Options,
            Path.Combine(Source, "Json", "Low.cs"));
        var high = CSharpSyntaxTree.ParseText(
            """
            namespace B { class High { A.Low? Low; } static class Extensions { public static int Extend(this A.Low low) => 1; } }
            namespace B { class MarkAttribute : System.Attribute { public MarkAttribute() { } } }
            """,
            Options,
            Path.Combine(Source, "Http", "High.cs"));
        var compilation = CSharpCompilation.Create("Both", [low, high], References());

        Assert.That(
            Violations(compilation, [low, high]).Distinct(),
            Is.EqualTo(["Json/Low.cs:2 uses Http (Mark)", "Json/Low.cs:2 uses Http (High)", "Json/Low.cs:2 uses Http (Extend)"]));
    }

    private static CSharpParseOptions Options { get; } = new(LanguageVersion.Preview, preprocessorSymbols: ["NET"]);

    private static IEnumerable<string> SourceFiles() => Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
        .Where(path => Path.GetRelativePath(Source, path).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"));

    private static SyntaxTree GlobalUsings() => CSharpSyntaxTree.ParseText(
        string.Concat(
            new[]
            {
                "System", "System.Collections.Generic", "System.ComponentModel", "System.Globalization", "System.IO", "System.Linq", "System.Net",
                "System.Net.Http", "System.Runtime.CompilerServices", "System.Text", "System.Text.Json", "System.Text.Json.Serialization",
                "System.Text.RegularExpressions", "System.Threading", "System.Threading.Tasks",
            }.Select(name => $"global using {name};")),
        Options);

    /// <summary>The assemblies of this test run. The library's own provides the types that are generated.</summary>
    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));

    private static IEnumerable<string> Violations(CSharpCompilation compilation, IReadOnlyList<SyntaxTree> trees)
    {
        var foldersByName = trees.SelectMany(DeclaredNames).ToLookup(declared => declared.Name, declared => declared.Folder);

        foreach (var tree in trees)
        {
            var model = compilation.GetSemanticModel(tree);
            var user = FolderOf(tree.FilePath);

            // Resolving a name takes long. The first use of a higher folder is the name of a type or of an extension method.
            var suspects = tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>().Where(name =>
                foldersByName[name.Identifier.ValueText].Concat(foldersByName[$"{name.Identifier.ValueText}Attribute"])
                    .Any(folder => !MayUse(user, folder)));

            foreach (var name in suspects)
            {
                var folders = Symbols(model, name).SelectMany(FoldersOf).Distinct().ToList();

                // A partial class may have parts in several folders; one of them that is allowed suffices.
                if (folders.Count > 0 && folders.All(folder => !MayUse(user, folder)))
                {
                    var path = Path.GetRelativePath(Source, tree.FilePath).Replace('\\', '/');
                    var line = name.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
                    yield return $"{path}:{line} uses {folders[0]} ({name.Identifier.Text})";
                }
            }
        }
    }

    private static IEnumerable<(string Name, string Folder)> DeclaredNames(SyntaxTree tree) => tree.GetRoot().DescendantNodes()
        .Select(node => node switch
        {
            BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
            DelegateDeclarationSyntax type => type.Identifier.ValueText,
            MethodDeclarationSyntax { ParameterList.Parameters: [var first, ..] } method when first.Modifiers.Any(SyntaxKind.ThisKeyword) =>
                method.Identifier.ValueText,
            _ => null,
        })
        .OfType<string>()
        .Select(name => (name, FolderOf(tree.FilePath)));

    // Where overloads cannot be told apart without the generated code, all of them count.
    private static ImmutableArray<ISymbol> Symbols(SemanticModel model, SimpleNameSyntax name)
    {
        var info = model.GetSymbolInfo(name);
        return info.Symbol is { } symbol ? [symbol] : info.CandidateSymbols;
    }

    private static IEnumerable<string> FoldersOf(ISymbol symbol) => symbol is INamespaceSymbol
        ? []
        : symbol.OriginalDefinition.DeclaringSyntaxReferences
            .Where(reference => reference.SyntaxTree.FilePath.Length > 0)
            .Select(reference => FolderOf(reference.SyntaxTree.FilePath));

    private static string FolderOf(string path) =>
        Path.GetRelativePath(Source, path).Split(Path.DirectorySeparatorChar) is [var folder, _, ..] ? folder : Root;

    private static bool MayUse(string user, string used) => user == used || LevelOf(used) < LevelOf(user);

    private static int LevelOf(string folder) => Array.FindIndex(Levels, level => level.Contains(folder));
}
