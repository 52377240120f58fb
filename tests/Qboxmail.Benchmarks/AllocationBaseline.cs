using System.Globalization;
using System.Text.Json;
using Qboxmail.Benchmarks.Clients;

namespace Qboxmail.Benchmarks;

/// <summary>
/// Compares allocated bytes and assembly sizes, which do not depend on the load of the machine, with the committed figures of this runtime version.
/// </summary>
internal static class AllocationBaseline
{
    private const double Tolerance = 0.03;
    private const int Batches = 10;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly string Path = System.IO.Path.Combine(
        ChildProcess.BuildConstant("Repository"), "tests", "Qboxmail.Benchmarks", "baseline.json");

    /// <summary>Prints the figures beside the baseline, and returns whether none exceeds it by more than the tolerance.</summary>
    public static bool Check()
    {
        var baseline = Load().GetValueOrDefault(RuntimeVersion);
        var isWithinTolerance = true;

        foreach (var (name, value) in Measure())
        {
            double? expected = baseline is not null && baseline.TryGetValue(name, out var bytes) ? bytes : null;
            var change = (value - expected) / expected;
            var verdict = change > Tolerance ? "FAILED" : change < -Tolerance ? "better: update the baseline" : "";
            isWithinTolerance &= !(change > Tolerance);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{name,-32} {value,12:#,##0} bytes, baseline {expected,12:#,##0} {100 * change,6:0.0} % {verdict}"));
        }

        if (baseline is null)
        {
            Console.WriteLine($"The baseline has no figures of runtime {RuntimeVersion}, so nothing is compared. The command 'baseline' adds them.");
        }
        else if (!isWithinTolerance)
        {
            Console.WriteLine($"Figures exceed the baseline by more than {Tolerance:P0}. Reduce them, or run the command 'baseline' to accept them.");
        }

        return isWithinTolerance;
    }

    /// <summary>Writes the figures of this runtime version as the baseline.</summary>
    public static void Update()
    {
        var all = Load();
        all[RuntimeVersion] = Measure();
        File.WriteAllText(Path, JsonSerializer.Serialize(all, Indented).ReplaceLineEndings("\n") + "\n");
    }

    /// <summary>
    /// Prints the allocated bytes of each case in memory. The process must not use tiered compilation, which changes them while it runs.
    /// </summary>
    public static async Task PrintAllocationsAsync()
    {
        foreach (var (name, create) in WarmCases.InMemory())
        {
            var run = create(BenchmarkClients.Names[0]);
            var count = name.StartsWith("10,000", StringComparison.Ordinal) ? 2 : 50;
            var minimum = double.PositiveInfinity;

            for (var batch = 0; batch < Batches; batch++)
            {
                var before = GC.GetTotalAllocatedBytes(precise: true);

                for (var remaining = count; remaining > 0; remaining--)
                {
                    await run().ConfigureAwait(false);
                }

                // Other threads can only add bytes, so the minimum is the closest to the run itself.
                minimum = Math.Min(minimum, (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)count);
            }

            new Sample(name, BenchmarkClients.Names[0], double.NaN, minimum).Print();
        }
    }

    private static string RuntimeVersion => Environment.Version.ToString();

    private static SortedDictionary<string, SortedDictionary<string, long>> Load() => File.Exists(Path)
        ? JsonSerializer.Deserialize<SortedDictionary<string, SortedDictionary<string, long>>>(File.ReadAllText(Path))!
        : [];

    private static SortedDictionary<string, long> Measure()
    {
        var figures = new SortedDictionary<string, long>(StringComparer.Ordinal);

        foreach (var sample in ChildProcess.RunOptimized("allocations").Select(Sample.Parse))
        {
            figures[sample.Case] = (long)Math.Round(sample.Bytes);
        }

        var size = AssemblySize.Of(typeof(QboxmailClient));
        (figures["size of the assembly"], figures["size of its IL"]) = (size.File, size.IL);
        return figures;
    }
}
