using System.Diagnostics;

namespace Qboxmail.Fuzz;

/// <summary>Prints the results of a run.</summary>
internal static class FuzzReport
{
    private const int MaxShown = 20;

    public static void Print(FuzzRun run, TimeSpan time)
    {
        Console.WriteLine("\nOutcomes");

        foreach (var ((group, outcome), count) in run.Outcomes)
        {
            Console.WriteLine($"{group,-8}{outcome,-40}{count,10:N0}");
        }

        Console.WriteLine("\nKinds of responses");

        foreach (var (kind, count) in run.Kinds)
        {
            Console.WriteLine($"{kind,-40}{count,10:N0}");
        }

        using var process = Process.GetCurrentProcess();
        var inputs = run.Outcomes.Values.Sum();
        Console.WriteLine($"""

            {inputs:N0} responses in {time.TotalSeconds:0.0} s, {inputs / time.TotalSeconds:N0} a second
            slowest: {run.Slowest.Time.TotalMilliseconds:0.0} ms ({run.Slowest.Input?.Target}, {run.Slowest.Input?.Kind},
            """ + $"""
             {run.Slowest.Input?.Body.Length:N0} bytes)
            peak memory: {process.PeakWorkingSet64 / 1024 / 1024:N0} MB
            findings: {run.Findings.Count:N0}
            """);

        foreach (var finding in run.Findings.Take(MaxShown))
        {
            Console.WriteLine($"  {finding.Input.Target}, {finding.Input.Kind}: {finding.Problem.Split('\n')[0]}");
        }
    }
}
