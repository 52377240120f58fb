using Qboxmail.Emulator;
using Qboxmail.Probe.Reports;
using Qboxmail.Probe.Results;
using Qboxmail.Probe.StandIns;

namespace Qboxmail.Probe;

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
            Console.WriteLine(stage.Inconclusive is { } reason ? $"{stage.Stage} is inconclusive. {reason}" : Summary(stage));
        }

        Console.WriteLine($"{report.Differences.Count} differences, {report.Confirmations.Count} edits that record confirmed operations.");
        Console.WriteLine($"The report is in {files.Markdown} and {files.Json}.");
        Console.WriteLine("It contains no values from responses. Review it before you share it.");
    }

    /// <summary>Prints which changes of a stand-in the probe has found.</summary>
    /// <param name="report">The report.</param>
    /// <param name="standIn">The OpenAPI document of the stand-in.</param>
    /// <param name="isWhole"><see langword="true"/> if all stages have run, which finding every change requires.</param>
    /// <returns>
    /// <see langword="true"/> if the report contains the changes that the stages can find, and nothing else; otherwise, <see langword="false"/>.
    /// </returns>
    public static bool Compare(Report report, StandInDocument standIn, bool isWhole)
    {
        Console.WriteLine("The report is about a stand-in. It contains no findings about the real service.");

        if (standIn.Changes is not { } changes)
        {
            return true;
        }

        var found = report.Differences.Select(difference => difference.Place).ToList();
        var missed = changes.Except(found).ToList();
        var invented = found.Except(changes).ToList();
        Console.WriteLine(
            $"The stand-in has {changes.Count} changes: {changes.Count - missed.Count} found, {missed.Count} not found, "
            + $"{invented.Count} false differences.");

        if (isWhole && missed.Count > 0)
        {
            Console.WriteLine($"Not found: {string.Join(", ", missed)}.");
        }

        if (invented.Count > 0)
        {
            Console.WriteLine($"False differences: {string.Join(", ", invented)}.");
        }

        return invented.Count == 0 && (!isWhole || missed.Count == 0);
    }

    public static void Write(QboxmailEmulator emulator, DocsServer docs)
    {
        Console.WriteLine($"API: {emulator.Address} with the token {emulator.Token}");
        Console.WriteLine($"Reference: {docs.Address}");
        Console.WriteLine("Press Ctrl+C to stop both.");
    }

    private static string Summary(StageResult stage) =>
        $"{stage.Stage}: {Count(stage, Verdict.Confirmed)} operations confirmed, {Count(stage, Verdict.Refuted)} refuted, "
        + $"{Count(stage, Verdict.Unknown)} unknown.";

    private static int Count(StageResult stage, Verdict verdict) => stage.Evidence.Count(evidence => evidence.Verdict == verdict);
}
