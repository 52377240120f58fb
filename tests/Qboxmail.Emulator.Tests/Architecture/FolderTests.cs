using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Qboxmail.Emulator.Tests;

/// <summary>The folders of the emulator depend on each other in one direction only.</summary>
public class FolderTests
{
    // Each folder may use the ones before it. The files beside the folders may use all of them.
    private static readonly string[] Order =
        ["Collections", "Document", "Webhooks", "Domain", "Faults", "RequestLog", "Operations", "Seeding", "Actions", "Pages", "Hosting", ""];

    private static readonly string Root = Path.Combine(Repository.Root, "src", "Qboxmail.Emulator");

    [Test]
    public void Emulator_folders_use_only_the_folders_below_them()
    {
        var wrong = Dependencies()
            .Where(dependency => Array.IndexOf(Order, dependency.User) < Array.IndexOf(Order, dependency.Used))
            .Select(dependency => $"{dependency.File} uses {dependency.Type} of the folder {dependency.Used}");

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Every_emulator_folder_is_listed_in_the_dependency_order() =>
        Assert.That(Sources().Select(FolderOf).Distinct(), Is.EquivalentTo(Order));

    private static IEnumerable<(string File, string User, string Type, string Used)> Dependencies()
    {
        var trees = Sources().Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: file)).ToList();
        var declarations = trees
            .SelectMany(tree => tree.GetRoot().ChildNodes().OfType<BaseNamespaceDeclarationSyntax>().SelectMany(space => space.Members))
            .OfType<BaseTypeDeclarationSyntax>()
            .Select(type => (Name: type.Identifier.ValueText, Folder: FolderOf(type.SyntaxTree.FilePath)))
            .ToDictionary(type => type.Name, type => type.Folder);

        return
            from tree in trees
            let members = MembersOf(tree)
            from name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
            let type = name.Identifier.ValueText
            where declarations.ContainsKey(type) && !IsBehindDot(name) && !members.Contains(type)
            where declarations[type] != FolderOf(tree.FilePath)
            select (Path.GetRelativePath(Root, tree.FilePath), FolderOf(tree.FilePath), type, declarations[type]);
    }

    private static bool IsBehindDot(SimpleNameSyntax name) => name.Parent is MemberAccessExpressionSyntax access && access.Name == name;

    // Some properties have the name of a type in another folder, such as EmulatorState.Domains.
    private static HashSet<string> MembersOf(SyntaxTree tree) =>
        [.. tree.GetRoot().DescendantNodes().OfType<PropertyDeclarationSyntax>().Select(property => property.Identifier.ValueText)];

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories)
            .Where(file => FolderOf(file) is not ("obj" or "bin"));

    private static string FolderOf(string file) =>
        Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar) is [var folder, _, ..] ? folder : "";
}
