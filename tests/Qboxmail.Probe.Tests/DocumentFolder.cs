using Qboxmail.Probe.Edits;

namespace Qboxmail.Probe.Tests;

/// <summary>A copy of the files that edits can change.</summary>
internal sealed class DocumentFolder
{
    private static readonly string[] Folders = ["openapi", "tests/Qboxmail.Tests/Document/Facts", "src/Qboxmail/Clients"];

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

    public void Apply(IEnumerable<Edit> edits) => EditedFiles.Write(Path, edits);
}
