namespace Qboxmail.Tests;

/// <summary>Excerpts of the generated C#, approved by people: a change of a template shows in their diff.</summary>
public class GeneratedCodeTests
{
    private const string Folder = "tests/Qboxmail.Tests/Generation/";

    [TestCase("Clients", "partial class EmailAliasesClient")]
    [TestCase("Models", "partial class EmailAlias :")]
    [TestCase("Models", "partial class CreateEmailAliasRequest")]
    [TestCase("Models", "partial struct EmailAliasStatus")]
    public void The_generated_code_matches_the_approved_files(string file, string declaration)
    {
        var name = declaration.TrimEnd(' ', ':').Split(' ')[^1];
        var received = Path.Combine(AppContext.BaseDirectory, $"{name}.received.txt");
        var excerpt = Excerpt(Repository.Read($"src/Qboxmail/obj/generated/{file}.g.cs"), declaration);
        File.WriteAllText(received, excerpt);

        var approved = $"{Folder}{name}.approved.txt";
        Assert.That(excerpt, Is.EqualTo(Repository.Read(approved)), $"If the change is intended, copy {received} to {approved}.");
    }

    /// <summary>A type with its documentation, up to the brace that closes it.</summary>
    private static string Excerpt(string code, string declaration)
    {
        var lines = code.Split('\n');
        var start = Array.FindIndex(lines, line =>
            line.StartsWith("public", StringComparison.Ordinal) && line.Contains(declaration, StringComparison.Ordinal));
        var first = Array.FindLastIndex(lines, start, line => line.Length == 0) + 1;
        var last = Array.FindIndex(lines, start, line => line == "}");

        return string.Join('\n', lines[first..(last + 1)]) + "\n";
    }
}
