using System.Globalization;
using Qboxmail.Probe.Document;
using Qboxmail.Probe.Results;

namespace Qboxmail.Probe.Edits;

/// <summary>Creates the edit of the table that lists when each operation last succeeded.</summary>
internal static class LastSeenEdits
{
    private const string File = "openapi/README.md";
    private const string Header = "| operation | last seen | by |";

    /// <summary>Creates the edit. Returns an empty list if no operation succeeded.</summary>
    /// <param name="document">The source files of the OpenAPI document.</param>
    /// <param name="reads">The result of the stage that sends requests with a token.</param>
    public static IReadOnlyList<Edit> Of(DocumentSources document, StageResult reads)
    {
        var seen = reads.Evidence.Where(evidence => evidence.Verdict == Verdict.Confirmed).Select(evidence => evidence.Operation).ToHashSet();

        if (seen.Count == 0)
        {
            return [];
        }

        var lines = System.IO.File.ReadAllLines(Path.Combine(document.Repository, File));
        // A separator line follows the header.
        var first = Array.IndexOf(lines, Header) + 2;
        var old = lines.Skip(first).TakeWhile(line => line.StartsWith('|')).ToList();
        var known = old.ToLookup(Operation);

        // The rows have the order of the OpenAPI document. Rows of operations that the document no longer contains are removed.
        var rows = document.Operations.SelectMany(operation => seen.Contains(operation.Id)
            ? [string.Create(CultureInfo.InvariantCulture, $"| {operation.Id} | {reads.Date:yyyy-MM-dd} | the probe in {reads.Target} |")]
            : known[operation.Id]);

        return [new Edit(File, first + 1, string.Join('\n', old), string.Join('\n', rows))];
    }

    private static string Operation(string row) => row.Split('|')[1].Trim();
}
