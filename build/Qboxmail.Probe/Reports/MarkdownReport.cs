using System.Globalization;
using System.Text;
using Qboxmail.Probe.Results;

namespace Qboxmail.Probe.Reports;

internal static class MarkdownReport
{
    public static string Write(Report report)
    {
        var text = new StringBuilder();
        text.AppendLine("# Comparison of the OpenAPI document with the real service");
        text.AppendLine();
        text.AppendLine("The report contains no values, codes or URLs from responses. Review it before you share it.");
        text.AppendLine();
        WriteStages(text, report);
        WriteDifferences(text, report.Differences);
        WriteOperations(text, report);
        WriteConfirmations(text, report.Confirmations);
        WriteObservations(text, report);
        return text.ToString();
    }

    /// <summary>Formats an edit: the file and line, the old lines, and the new lines.</summary>
    public static string Write(Edit edit) =>
        $"{edit.File}:{edit.Line}\n{Prefix("- ", edit.Old)}{Prefix("+ ", edit.New)}";

    private static string Prefix(string prefix, string lines) =>
        lines.Length == 0 ? "" : string.Concat(lines.Split('\n').Select(line => $"{prefix}{line}\n"));

    private static void WriteStages(StringBuilder text, Report report)
    {
        text.AppendLine("| stage | target | date | confirmed | refuted | unknown | differences |");
        text.AppendLine("|---|---|---|---|---|---|---|");

        foreach (var stage in report.Stages)
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {stage.Stage} | {stage.Target} | {stage.Date:yyyy-MM-dd} | {Count(stage, Verdict.Confirmed)} | {Count(stage, Verdict.Refuted)} | "
                + $"{Count(stage, Verdict.Unknown)} | {stage.Differences.Count} |");
        }

        foreach (var stage in report.Stages.Where(stage => stage.Inconclusive is not null))
        {
            text.AppendLine();
            text.AppendLine(CultureInfo.InvariantCulture, $"**{stage.Stage} is inconclusive.** {stage.Inconclusive}");
        }
    }

    private static int Count(StageResult stage, Verdict verdict) => stage.Evidence.Count(evidence => evidence.Verdict == verdict);

    private static void WriteDifferences(StringBuilder text, IReadOnlyList<Difference> differences)
    {
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"## Differences: {differences.Count}");

        foreach (var difference in differences)
        {
            text.AppendLine();
            text.AppendLine(CultureInfo.InvariantCulture, $"**{difference.Place}** {difference.Description}.");
            text.AppendLine(CultureInfo.InvariantCulture, $"Seen in {string.Join(", ", difference.Operations)}.");
            WriteEdits(text, difference.Edits);

            if (difference.Edits.Count == 0)
            {
                text.AppendLine();
                text.AppendLine("The probe cannot derive an edit. A maintainer must decide.");
            }
        }
    }

    private static void WriteEdits(StringBuilder text, IReadOnlyList<Edit> edits)
    {
        foreach (var edit in edits)
        {
            text.AppendLine();
            text.AppendLine("```diff");
            text.Append(Write(edit));
            text.AppendLine("```");
        }
    }

    private static void WriteOperations(StringBuilder text, Report report)
    {
        text.AppendLine();
        text.AppendLine("## Operations");
        text.AppendLine();
        text.AppendLine("The table contains all inferred operations, and other operations that do not exist as described.");
        text.AppendLine();
        text.AppendLine("| operation | provenance | document | verdict | service | remarks |");
        text.AppendLine("|---|---|---|---|---|---|");

        foreach (var result in report.Operations.Where(result => result.Operation.IsInferred || result.Verdict == Verdict.Refuted))
        {
            var remarks = string.Join(" ", result.Remarks.Select(remark => $"{remark.Key}: {remark.Value}"));
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {result.Operation.Id} | {result.Operation.Provenance} | `{result.Operation.Route}` | {Text(result.Verdict)} | "
                + $"{string.Join(", ", result.Existing.Select(route => $"`{route}`"))} | {remarks} |");
        }
    }

    private static string Text(Verdict verdict) => verdict.ToString().ToLowerInvariant();

    private static void WriteConfirmations(StringBuilder text, IReadOnlyList<Edit> edits)
    {
        if (edits.Count == 0)
        {
            return;
        }

        text.AppendLine();
        text.AppendLine("## Edits that record confirmed operations");
        text.AppendLine();
        text.AppendLine("Before you apply these edits, compare the fields with the page in the API reference.");
        WriteEdits(text, edits);
    }

    private static void WriteObservations(StringBuilder text, Report report)
    {
        text.AppendLine();
        text.AppendLine("## Behavior that the OpenAPI document does not describe");
        text.AppendLine();

        foreach (var observation in report.Observations)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"- {observation.Operation}: {observation.Text}");
        }
    }
}
