using System.Diagnostics;
using System.Globalization;

namespace Qboxmail.Benchmarks;

/// <summary>Memory that a walk holds, for a long list and a short one, each in a process of its own.</summary>
internal static class WalkingMemory
{
    private const double Megabyte = 1024 * 1024;

    // What the runtime and the pools keep from their first pages is not what a walk holds.
    private const int WarmUpRows = 50_000;

    public static void Compare()
    {
        var (large, small) = (new List<(double Held, double Process)>(), new List<(double Held, double Process)>());

        for (var run = 0; run < Comparison.Runs; run++)
        {
            large.Add(Measure(100_000));
            small.Add(Measure(10_000));
        }

        Comparison.Print("Most memory that a walk holds, PrefetchPages 8", "MB", ("100,000 rows", [.. large.Select(run => run.Held)]), ("10,000 rows", [.. small.Select(run => run.Held)]));
        Comparison.Print(
            "Peak memory of its process, with what compiler and collector take as time goes by", "MB",
            ("100,000 rows", [.. large.Select(run => run.Process)]), ("10,000 rows", [.. small.Select(run => run.Process)]));
    }

    /// <summary>Walks in this process and prints what was held at most, and the peak of the process.</summary>
    public static async Task WalkAsync(int rows)
    {
        await WalkAsync(WarmUpRows, _ => { });
        var held = 0L;
        await WalkAsync(rows, now => held = Math.Max(held, now));

        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{held} {process.PeakWorkingSet64}"));
    }

    private static async Task WalkAsync(int rows, Action<long> holds)
    {
        using var server = new ListServer(rows, TimeSpan.Zero);
        using var client = server.CreateClient();
        var count = 0;

        await foreach (var row in client.EmailAccounts.ListAsync("D123456789", paging: new PagingOptions { PageSize = 200, PrefetchPages = 8 }))
        {
            if (++count % 1000 == 0)
            {
                holds(GC.GetTotalMemory(forceFullCollection: true));
            }
        }
    }

    private static (double Held, double Process) Measure(int rows)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, $"walk {rows}") { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd().Split(' ');
        process.WaitForExit();

        return (long.Parse(output[0], CultureInfo.InvariantCulture) / Megabyte, long.Parse(output[1], CultureInfo.InvariantCulture) / Megabyte);
    }
}
