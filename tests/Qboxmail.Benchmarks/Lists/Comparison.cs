using System.Diagnostics;

namespace Qboxmail.Benchmarks.Lists;

/// <summary>Runs two variants in turn, and formats medians, spread and ratio. Single measurements mean little on a busy machine.</summary>
internal static class Comparison
{
    public const int Runs = 7;

    public static async Task<string> CompareAsync(string title, Func<Task> first, Func<Task> second)
    {
        await first();
        await second();
        var (firstTimes, secondTimes) = (new List<double>(), new List<double>());

        for (var run = 0; run < Runs; run++)
        {
            firstTimes.Add(await TimeAsync(first));
            secondTimes.Add(await TimeAsync(second));
        }

        return Row(title, "0.000 s", firstTimes, secondTimes);
    }

    public static string Row(string title, string format, List<double> first, List<double> second) => FormattableString.Invariant(
        $"| {title} | {first.Spread(format)} / {second.Spread(format)} | {first.Median() / second.Median():0.00} |");

    private static async Task<double> TimeAsync(Func<Task> run)
    {
        var watch = Stopwatch.StartNew();
        await run();
        return watch.Elapsed.TotalSeconds;
    }
}
