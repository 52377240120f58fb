using Qboxmail.Probe.Results;

namespace Qboxmail.Probe.Edits;

/// <summary>Applies edits to the files of the repository.</summary>
internal static class EditedFiles
{
    /// <summary>Applies edits to all files or, if an edit does not fit, to none.</summary>
    /// <param name="repository">The folder of the repository.</param>
    /// <param name="edits">The edits of a report. Equal edits are applied once.</param>
    /// <returns>The number of applied edits.</returns>
    /// <exception cref="UsageException">A line differs from the line in the report.</exception>
    public static int Write(string repository, IEnumerable<Edit> edits)
    {
        var files = edits.Distinct().GroupBy(edit => edit.File)
            .Select(file => (Path: Path.Combine(repository, file.Key), Edits: file.ToList()))
            .ToList();
        var texts = files.ConvertAll(file =>
        {
            var lines = File.ReadAllText(file.Path).ReplaceLineEndings("\n").Split('\n').ToList();
            Replace(lines, file.Edits, firstLine: 1);
            return string.Join('\n', lines);
        });

        foreach (var (file, text) in files.Zip(texts))
        {
            File.WriteAllText(file.Path, text);
        }

        return files.Sum(file => file.Edits.Count);
    }

    /// <summary>Applies edits of a file to a block of its lines.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="edits">The edits.</param>
    /// <param name="firstLine">The line number of the first line.</param>
    public static void Replace(List<string> lines, IEnumerable<Edit> edits, int firstLine)
    {
        // From the end to the beginning, because each edit can change the numbers of the lines below it.
        foreach (var edit in edits.OrderByDescending(edit => edit.Line))
        {
            var old = edit.Old.Split('\n');
            var index = edit.Line - firstLine;

            if (!lines.Skip(index).Take(old.Length).SequenceEqual(old))
            {
                throw new UsageException($"{edit.File}:{edit.Line} differs from the line in the report. Run the probe again.");
            }

            lines.RemoveRange(index, old.Length);
            lines.InsertRange(index, edit.New.Length == 0 ? [] : edit.New.Split('\n'));
        }
    }
}
