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

    /// <summary>Prints which changes of a stand-in were found.</summary>
    /// <param name="report">The report.</param>
    /// <param name="standIn">The document of the stand-in.</param>
    /// <param name="isWhole">Whether all stages have run, so that every change can be found.</param>
    /// <returns>Whether the report contains the changes that it must contain, and nothing else.</returns>
    public static bool Compare(Report report, StandInDocument standIn, bool isWhole)
    {
        Console.WriteLine("A stand-in was asked, so the report shows nothing about the service.");

        if (standIn.Changes is not { } changes)
        {
            return true;
        }

        var found = report.Differences.Select(difference => difference.Place).ToList();
        var missed = changes.Except(found).ToList();
        var invented = found.Except(changes).ToList();
        Console.WriteLine(
            $"The stand-in has {changes.Count} changes: {changes.Count - missed.Count} found, {missed.Count} not found, "
            + $"{invented.Count} differences that are none.");

        if (isWhole && missed.Count > 0)
        {
            Console.WriteLine($"Not found: {string.Join(", ", missed)}.");
        }

        if (invented.Count > 0)
        {
            Console.WriteLine($"No change of the stand-in: {string.Join(", ", invented)}.");
        }

        return invented.Count == 0 && (!isWhole || missed.Count == 0);
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
