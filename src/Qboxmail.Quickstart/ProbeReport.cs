using System.Globalization;
using System.Text;

namespace Qboxmail.Quickstart;

/// <summary>The report for whoever was not there.</summary>
internal static class ProbeReport
{
    public static string Write(Uri address, string target, IReadOnlyList<ProbeFinding> findings)
    {
        var text = new StringBuilder();

        text.AppendLine("# What the Qboxmail Management API answers");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{findings.Count(finding => finding.WasAsked)} of the {findings.Count} GET operations of the document were asked of {target} ({address.Host}) on {DateTime.UtcNow:yyyy-MM-dd} with Qboxmail for .NET {Version}.");
        text.AppendLine("What needs a code that no list gave could not be asked: it comes in when the account has such a resource.");
        text.AppendLine("Names and types only: no value of an answer stands here. An `inferred` operation is a guess of the document, so that 404 means that the guess is wrong.");
        text.AppendLine("\"missing\" is a documented field that no row had, \"unknown\" one that the document lacks.");
        text.AppendLine();
        text.AppendLine("| operation | provenance | path | answer | rows | unknown | missing | other type |");
        text.AppendLine("|---|---|---|---|---|---|---|---|");

        foreach (var finding in findings)
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {finding.Operation.Id} | {finding.Operation.Provenance} | `{finding.Operation.Path}` | {finding.Outcome} | {finding.Rows} | {Count(finding, "unknown")} | {Count(finding, "missing")} | {Count(finding, "documented as")} |");
        }

        foreach (var finding in findings.Where(finding => finding.Fields.Count > 0))
        {
            text.AppendLine();
            text.AppendLine(CultureInfo.InvariantCulture, $"## {finding.Operation.Id}");
            text.AppendLine();
            text.AppendLine("| field | types seen | remark |");
            text.AppendLine("|---|---|---|");

            foreach (var (place, (types, remark)) in finding.Fields)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"| `{place}` | {string.Join(", ", types)} | {remark} |");
            }
        }

        return text.ToString();
    }

    private static string Version => typeof(QboxmailClient).Assembly.GetName().Version!.ToString(3);

    private static int Count(ProbeFinding finding, string remark) => finding.Fields.Count(field => field.Value.Remark.StartsWith(remark, StringComparison.Ordinal));
}
