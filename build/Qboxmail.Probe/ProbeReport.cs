using System.Globalization;
using System.Text;

namespace Qboxmail.Probe;

/// <summary>Writes the report, which can be attached to an issue.</summary>
internal static class ProbeReport
{
    public static string Write(Uri address, string target, IReadOnlyList<ProbeFinding> findings)
    {
        var text = new StringBuilder();

        text.AppendLine("# Responses of the Qboxmail Management API");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"{findings.Count(finding => finding.WasAsked)} of the {findings.Count} GET operations of the document were sent");
        text.AppendLine(CultureInfo.InvariantCulture,
            $"to {target} ({address.Host}) on {DateTime.UtcNow:yyyy-MM-dd} with Qboxmail for .NET {Version}.");
        text.AppendLine("An operation that needs a code was not sent when no list contained one.");
        text.AppendLine("The report contains names and types only, no values.");
        text.AppendLine("An `inferred` operation is a guess: 404 means that the guess is wrong.");
        text.AppendLine("\"missing\" is a documented field that no item contained; \"unknown\" is a field that the document lacks.");
        text.AppendLine();
        text.AppendLine("| operation | provenance | path | response | items | unknown | missing | other type |");
        text.AppendLine("|---|---|---|---|---|---|---|---|");

        foreach (var finding in findings)
        {
            var operation = finding.Operation;
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {operation.Id} | {operation.Provenance} | `{operation.Path}` | {finding.Outcome} | {finding.Items} | "
                + $"{Count(finding, "unknown")} | {Count(finding, "missing")} | {Count(finding, "documented as")} |");
        }

        foreach (var finding in findings.Where(finding => finding.Fields.Count > 0))
        {
            text.AppendLine();
            text.AppendLine(CultureInfo.InvariantCulture, $"## {finding.Operation.Id}");
            text.AppendLine();
            text.AppendLine("| field | observed types | remark |");
            text.AppendLine("|---|---|---|");

            foreach (var (place, (types, remark)) in finding.Fields)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"| `{place}` | {string.Join(", ", types)} | {remark} |");
            }
        }

        return text.ToString();
    }

    private static string Version => typeof(QboxmailClient).Assembly.GetName().Version!.ToString(3);

    private static int Count(ProbeFinding finding, string remark) =>
        finding.Fields.Count(field => field.Value.Remark.StartsWith(remark, StringComparison.Ordinal));
}
