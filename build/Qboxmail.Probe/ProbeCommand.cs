namespace Qboxmail.Probe;

/// <summary>Sends every GET of the document and writes the report.</summary>
internal static class ProbeCommand
{
    private const string ReportFile = "qboxmail-probe.md";

    public static async Task RunAsync(Target target, CancellationToken cancellationToken)
    {
        if (target.IsEmulator)
        {
            Console.WriteLine("The emulator follows the document, so the report shows nothing about the service.");
        }

        var probe = new ReadProbe(target.Client);
        var findings = await probe.AskAllAsync(finding => Console.WriteLine($"{finding.Operation.Id}: {finding.Outcome}"), cancellationToken);

        await File.WriteAllTextAsync(ReportFile, ProbeReport.Write(target.Client.BaseAddress, target.Name, findings), cancellationToken);
        Console.WriteLine();
        Console.WriteLine($"The report is in {Path.GetFullPath(ReportFile)}. It contains no values; read it before you pass it on.");
    }
}
