namespace Qboxmail.Quickstart;

/// <summary>The command <c>probe</c>: asks everything and writes the report.</summary>
internal static class ProbeCommand
{
    private const string ReportFile = "qboxmail-probe.md";

    public static async Task RunAsync(Target target, CancellationToken cancellationToken)
    {
        if (target.IsEmulator)
        {
            Console.WriteLine("The emulator answers as the document says, so that this shows the report and nothing about the service.");
            await Workflow.RunAsync(target, domainName: null, cancellationToken);
        }

        var findings = await new Probe(target.Client).AskAllAsync(finding => Console.WriteLine($"{finding.Operation.Id}: {finding.Outcome}"), cancellationToken);

        await File.WriteAllTextAsync(ReportFile, ProbeReport.Write(target.Client.BaseAddress, target.Name, findings), cancellationToken);
        Console.WriteLine();
        Console.WriteLine($"The report is in {Path.GetFullPath(ReportFile)}. It holds no values; look through it before you pass it on.");
    }
}
