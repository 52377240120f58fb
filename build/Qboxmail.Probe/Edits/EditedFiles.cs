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

    /// <summary>Makes the edits of one file in some of its lines.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="edits">The edits.</param>
    /// <param name="firstLine">The number of the first of the lines.</param>
    public static void Replace(List<string> lines, IEnumerable<Edit> edits, int firstLine)
    {
        // From the end to the beginning, so that the numbers of the lines stay right.
        foreach (var edit in edits.OrderByDescending(edit => edit.Line))
        {
            var old = edit.Old.Split('\n');
            var index = edit.Line - firstLine;

            if (!lines.Skip(index).Take(old.Length).SequenceEqual(old))
            {
                throw new UsageException($"{edit.File}:{edit.Line} is not the line that the report names. Run the probe again.");
            }

            lines.RemoveRange(index, old.Length);
            lines.InsertRange(index, edit.New.Length == 0 ? [] : edit.New.Split('\n'));
        }
    }
}
