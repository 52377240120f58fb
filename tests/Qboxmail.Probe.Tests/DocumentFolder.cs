namespace Qboxmail.Probe.Tests;

/// <summary>A copy of the document's sources and of the known facts.</summary>
internal sealed class DocumentFolder
{
    private static readonly string[] Folders = ["openapi", "tests/Qboxmail.Tests/Document/Facts"];

    public string Path { get; } = Harness.CreateFolder();

    public DocumentFolder()
    {
        foreach (var file in Folders.SelectMany(folder => Directory.EnumerateFiles(
            System.IO.Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories)))
        {
            var copy = System.IO.Path.Combine(Path, System.IO.Path.GetRelativePath(Repository.Root, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>Makes edits as a person does: replaces the old lines, from the end of each file to its beginning.</summary>
    public void Apply(IEnumerable<Edit> edits)
    {
        foreach (var file in edits.Distinct().GroupBy(edit => edit.File))
        {
            var path = System.IO.Path.Combine(Path, file.Key);
            var lines = File.ReadAllText(path).ReplaceLineEndings("\n").Split('\n').ToList();

            foreach (var edit in file.OrderByDescending(edit => edit.Line))
            {
                var old = edit.Old.Split('\n');
                Assert.That(lines.Skip(edit.Line - 1).Take(old.Length), Is.EqualTo(old), $"{edit.File}:{edit.Line}");
                lines.RemoveRange(edit.Line - 1, old.Length);
                lines.InsertRange(edit.Line - 1, edit.New.Length == 0 ? [] : edit.New.Split('\n'));
            }

            File.WriteAllText(path, string.Join('\n', lines));
        }
    }
}
