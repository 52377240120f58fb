using System.Diagnostics;
using System.Globalization;

namespace Qboxmail.Benchmarks.Lists;

/// <summary>Measures the memory of enumerating a long list and a short one, each in a separate process.</summary>
internal static class EnumerationMemory
{
    private const double Megabyte = 1024 * 1024;

    // The runtime and the pools keep memory after the first pages; it does not belong to the enumeration.
    private const int WarmUpItems = 50_000;

    public static string[] Compare()
    {
        var (large, small) = (new List<(double Managed, double Process)>(), new List<(double Managed, double Process)>());

        for (var run = 0; run < Comparison.Runs; run++)
        {
            large.Add(Measure(100_000));
            small.Add(Measure(10_000));
        }

        return
        [
            Comparison.Row(
                "managed memory of an enumeration of 100,000 / 10,000 items, `PrefetchPages` 8", "0.000 MB",
                [.. large.Select(run => run.Managed)], [.. small.Select(run => run.Managed)]),
            Comparison.Row(
                "memory of its process", "0 MB",
                [.. large.Select(run => run.Process)], [.. small.Select(run => run.Process)]),
        ];
    }

    /// <summary>Enumerates in this process, and prints the peaks of managed memory and of the process.</summary>
    public static async Task EnumerateAsync(int items)
    {
        await EnumerateAsync(WarmUpItems, _ => { });
        var peak = 0L;
        await EnumerateAsync(items, bytes => peak = Math.Max(peak, bytes));

        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{peak} {process.PeakWorkingSet64}"));
    }

    private static async Task EnumerateAsync(int items, Action<long> onMeasured)
    {
        using var server = new ListServer(items, TimeSpan.Zero);
        using var client = server.CreateClient();
        var count = 0;

        await foreach (var _ in client.EmailAccounts.ListAsync("D123456789", paging: new PagingOptions { PageSize = 200, PrefetchPages = 8 }))
        {
            if (++count % 1000 == 0)
            {
                onMeasured(GC.GetTotalMemory(forceFullCollection: true));
            }
        }
    }

    private static (double Managed, double Process) Measure(int items)
    {
        var output = ChildProcess.Run("enumerate", $"{items}")[^1].Split(' ');

        return (long.Parse(output[0], CultureInfo.InvariantCulture) / Megabyte, long.Parse(output[1], CultureInfo.InvariantCulture) / Megabyte);
    }
}
