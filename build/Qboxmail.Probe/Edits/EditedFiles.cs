using Qboxmail.Probe.Results;

namespace Qboxmail.Probe.Edits;

internal static class EditedFiles
{
    /// <summary>Applies all edits to the files of the repository or, if one of them does not fit, none.</summary>
    /// <param name="repository">The root folder of the repository.</param>
    /// <param name="edits">The edits of a report. Identical edits are applied once.</param>
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

    /// <summary>Applies the edits of a file to a block of its lines.</summary>
    /// <param name="lines">The lines to change.</param>
    /// <param name="edits">The edits to apply.</param>
    /// <param name="firstLine">The line number of the first line.</param>
    public static void Replace(List<string> lines, IEnumerable<Edit> edits, int firstLine)
    {
        // Edits are applied from the end to the beginning, because each can change the numbers of the lines below it.
        foreach (var edit in edits.OrderByDescending(edit => edit.Line))
        {
            var old = edit.Old.Split('\n');
            var index = edit.Line - firstLine;

            if (!lines.Skip(index).Take(old.Length).SequenceEqual(old))
            {
                throw new UsageException($"{edit.File}:{edit.Line} differs from the report. Run the probe again to create a new report.");
            }

            lines.RemoveRange(index, old.Length);
            lines.InsertRange(index, edit.New.Length == 0 ? [] : edit.New.Split('\n'));
        }
    }
}
