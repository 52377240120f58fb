using Qboxmail.Probe.Results;

namespace Qboxmail.Probe.Edits;

/// <summary>The files of the repository after edits.</summary>
internal static class EditedFiles
{
    /// <summary>Makes edits in the files, in all of them or in none.</summary>
    /// <param name="repository">The folder of the repository.</param>
    /// <param name="edits">The edits of a report. Equal ones are made once.</param>
    /// <returns>The number of edits that were made.</returns>
    /// <exception cref="UsageException">A line is not the one that the report names.</exception>
    public static int Write(string repository, IEnumerable<Edit> edits)
    {
        var files = edits.Distinct().GroupBy(edit => edit.File)
            .Select(file => (Path: Path.Combine(repository, file.Key), Edits: file.OrderByDescending(edit => edit.Line).ToList()))
            .ToList();
        var texts = files.ConvertAll(file => Replace(file.Path, file.Edits));

        foreach (var (file, text) in files.Zip(texts))
        {
            File.WriteAllText(file.Path, text);
        }

        return files.Sum(file => file.Edits.Count);
    }

    // From the end to the beginning, so that the numbers of the lines stay right.
    private static string Replace(string file, IEnumerable<Edit> edits)
    {
        var lines = File.ReadAllText(file).ReplaceLineEndings("\n").Split('\n').ToList();

        foreach (var edit in edits)
        {
            var old = edit.Old.Split('\n');

            if (!lines.Skip(edit.Line - 1).Take(old.Length).SequenceEqual(old))
            {
                throw new UsageException($"{edit.File}:{edit.Line} is not the line that the report names. Run the probe again.");
            }

            lines.RemoveRange(edit.Line - 1, old.Length);
            lines.InsertRange(edit.Line - 1, edit.New.Length == 0 ? [] : edit.New.Split('\n'));
        }

        return string.Join('\n', lines);
    }
}
