namespace Qboxmail.Tests;

/// <summary>Checks the size of source files and lines.</summary>
[Parallelizable]
public class SourceLayoutTests
{
    private const int MaxLines = 300;
    private const int MaxColumns = 150;

    [Test]
    public void Source_files_have_at_most_300_lines() =>
        Assert.That(Files(["build", "src", "tests"], ".cs").Where(file => Lines(file).Count() > MaxLines), Is.Empty);

    [Test]
    public void Lines_of_code_scripts_templates_and_document_sources_have_at_most_150_columns()
    {
        // The shell scripts in .ci have no extension.
        var files = Files([".ci", "build", "openapi", "src", "tests"], "", ".cs", ".js", ".liquid", ".mjs", ".ts", ".yaml").ToList();

        var tooLong =
            from file in files
            from line in Lines(file).Select((text, index) => (Text: text, Number: index + 1))
            where line.Text.Length > MaxColumns
            select $"{file}:{line.Number}";

        Assert.That(files, Has.Count.GreaterThan(100));
        Assert.That(tooLong, Is.Empty);
    }

    private static IEnumerable<string> Lines(string file) => File.ReadLines(Path.Combine(Repository.Root, file));

    private static IEnumerable<string> Files(string[] folders, params string[] extensions) =>
        folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(file => extensions.Contains(Path.GetExtension(file)))
            .Where(file => !file.StartsWith("openapi/dist/", StringComparison.Ordinal)
                && !file.StartsWith("openapi/released/", StringComparison.Ordinal))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj" or "node_modules" or "generated"));
}
