using System.Diagnostics;
using System.Globalization;

namespace Qboxmail.Benchmarks;

/// <summary>Runs two things in turn and prints the medians, the spread and their ratio: single times mean little on a busy machine.</summary>
internal static class Comparison
{
    public const int Runs = 7;

    public static async Task CompareAsync(string title, (string Name, Func<Task> Run) first, (string Name, Func<Task> Run) second)
    {
        await first.Run();
        await second.Run();
        var (firstTimes, secondTimes) = (new List<double>(), new List<double>());

        for (var run = 0; run < Runs; run++)
        {
            firstTimes.Add(await TimeAsync(first.Run));
            secondTimes.Add(await TimeAsync(second.Run));
        }

        Print(title, "s", (first.Name, firstTimes), (second.Name, secondTimes));
    }

    public static void Print(string title, string unit, (string Name, List<double> Values) first, (string Name, List<double> Values) second)
    {
        Console.WriteLine(title);

        foreach (var (name, values) in new[] { first, second })
        {
            Console.WriteLine(string.Format(CultureInfo.InvariantCulture, "  {0,-28} median {1,8:0.000} {2}   min {3:0.000}   max {4:0.000}", name, Median(values), unit, values.Min(), values.Max()));
        }

        Console.WriteLine(string.Format(CultureInfo.InvariantCulture, "  {0} / {1} = {2:0.00}", first.Name, second.Name, Median(first.Values) / Median(second.Values)));
        Console.WriteLine();
    }

    private static async Task<double> TimeAsync(Func<Task> run)
    {
        var watch = Stopwatch.StartNew();
        await run();
        return watch.Elapsed.TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
