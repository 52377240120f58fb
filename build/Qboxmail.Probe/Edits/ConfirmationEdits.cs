using Qboxmail.Probe.Document;
using Qboxmail.Probe.Results;

namespace Qboxmail.Probe.Edits;

/// <summary>Creates the edits that record in the OpenAPI document that inferred operations exist.</summary>
internal static class ConfirmationEdits
{
    /// <param name="document">The source files of the OpenAPI document.</param>
    /// <param name="confirmed">The new provenance of operations, keyed by operation ID.</param>
    public static IReadOnlyList<Edit> Of(DocumentSources document, IReadOnlyDictionary<string, string> confirmed)
    {
        var operations = document.Operations.Where(operation => confirmed.ContainsKey(operation.Id)).ToList();
        var trusted = document.Operations.Where(operation => !operation.IsInferred).Concat(operations);

        return
        [
            .. operations.SelectMany(operation => OfOperation(operation, confirmed[operation.Id])),
            .. ExperimentalMethods.Of(document, operations),
            .. UsedSchemas.Of(trusted).Select(schema => schema.Entry("x-provenance")).OfType<SourceEntry>().Select(Remove).Distinct(),
        ];
    }

    private static IEnumerable<Edit> OfOperation(SourceOperation operation, string provenance)
    {
        var entry = operation.Node.Entry("x-provenance")!;
        var old = entry.File.Lines[entry.Line - 1];
        yield return new Edit(entry.File.Name, entry.Line, old, old.Replace("inferred", provenance, StringComparison.Ordinal));

        if (operation.Node.Entry("x-qboxmail-candidates") is { } candidates)
        {
            yield return Remove(candidates);
        }

        if (DescriptionWithoutReason(operation.Node.Entry("description")!) is { } edit)
        {
            yield return edit;
        }
    }

    /// <summary>
    /// Creates the edit that removes "Inferred: " and the reason, up to "Billable: " or the end of the description. Returns <see langword="null"/> if
    /// the description has another form.
    /// </summary>
    private static Edit? DescriptionWithoutReason(SourceEntry description)
    {
        const string mark = "Inferred: ";
        const string billable = "Billable: ";

        for (var line = description.Line + 1; line <= description.LastLine; line++)
        {
            var text = description.File.Lines[line - 1];

            if (text.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at)
            {
                var old = description.File.Text(line, description.LastLine);
                var kept = text[..at].TrimEnd();

                if (old.IndexOf(billable, at, StringComparison.Ordinal) is >= 0 and var condition)
                {
                    var indent = text[..^text.TrimStart().Length];
                    kept = $"{kept}\n{indent}{old[condition..]}".TrimStart('\n');
                }

                return new Edit(description.File.Name, line, old, kept);
            }
        }

        return null;
    }

    private static Edit Remove(SourceEntry entry) => new(entry.File.Name, entry.Line, entry.File.Text(entry.Line, entry.LastLine), "");
}
