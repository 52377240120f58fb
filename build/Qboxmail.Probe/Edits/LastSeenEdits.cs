using System.Globalization;
using Qboxmail.Probe.Document;
using Qboxmail.Probe.Results;

namespace Qboxmail.Probe.Edits;

/// <summary>The edit of the table that lists when each operation was last seen live.</summary>
internal static class LastSeenEdits
{
    private const string File = "openapi/README.md";
    private const string Header = "| operation | last seen | by |";

    /// <summary>Gets the edit; empty if no operation succeeded.</summary>
    /// <param name="document">The document.</param>
    /// <param name="reads">The result of the stage that sends requests with a token.</param>
    public static IReadOnlyList<Edit> Of(DocumentSources document, StageResult reads)
    {
        var seen = reads.Evidence.Where(evidence => evidence.Verdict == Verdict.Confirmed).Select(evidence => evidence.Operation).ToHashSet();

        if (seen.Count == 0)
        {
            return [];
        }

        var lines = System.IO.File.ReadAllLines(Path.Combine(document.Repository, File));
        // A line separates the header from the rows.
        var first = Array.IndexOf(lines, Header) + 2;
        var old = lines.Skip(first).TakeWhile(line => line.StartsWith('|')).ToList();
        var known = old.ToLookup(Operation);

        // The rows follow the order of the document. Rows of operations that the document no longer contains are removed.
        var rows = document.Operations.SelectMany(operation => seen.Contains(operation.Id)
            ? [string.Create(CultureInfo.InvariantCulture, $"| {operation.Id} | {reads.Date:yyyy-MM-dd} | the probe in {reads.Target} |")]
            : known[operation.Id]);

        return [new Edit(File, first + 1, string.Join('\n', old), string.Join('\n', rows))];
    }

    private static string Operation(string row) => row.Split('|')[1].Trim();
}
