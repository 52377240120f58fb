using Qboxmail.Emulator;
using Qboxmail.Probe.Reports;
using Qboxmail.Probe.Results;
using Qboxmail.Probe.StandIns;

namespace Qboxmail.Probe;

/// <summary>Prints the result of a run.</summary>
internal static class ConsoleReport
{
    public static void Write(Report report, ReportFiles files)
    {
        foreach (var difference in report.Differences)
        {
            Console.WriteLine($"{difference.Place} {difference.Description}.");

            foreach (var edit in difference.Edits)
            {
                Console.WriteLine(MarkdownReport.Write(edit));
            }
        }

        foreach (var stage in report.Stages)
        {
            Console.WriteLine(stage.Inconclusive is { } reason ? $"{stage.Stage} reports nothing. {reason}" : Summary(stage));
        }

        Console.WriteLine($"{report.Differences.Count} differences, {report.Confirmations.Count} edits that record confirmed operations.");
        Console.WriteLine($"The report is in {files.Markdown} and {files.Json}. It contains no values; read it before you pass it on.");
    }

    public static void Write(QboxmailEmulator emulator, DocsServer docs)
    {
        Console.WriteLine($"API: {emulator.Address} with the token {emulator.Token}");
        Console.WriteLine($"Reference: {docs.Address}");
        Console.WriteLine("Ctrl+C stops both.");
    }

    private static string Summary(StageResult stage) =>
        $"{stage.Stage}: {Count(stage, Verdict.Confirmed)} operations confirmed, {Count(stage, Verdict.Refuted)} refuted, "
        + $"{Count(stage, Verdict.Unknown)} unknown.";

    private static int Count(StageResult stage, Verdict verdict) => stage.Evidence.Count(evidence => evidence.Verdict == verdict);
}
