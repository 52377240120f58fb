using System.Diagnostics;
using System.Globalization;

namespace Qboxmail.Benchmarks;

/// <summary>Runs two variants in turn and prints medians, spread and ratio. Single times mean little on a busy machine.</summary>
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
            Write($"  {name,-28} median {Median(values),8:0.000} {unit}   min {values.Min():0.000}   max {values.Max():0.000}");
        }

        Write($"  {first.Name} / {second.Name} = {Median(first.Values) / Median(second.Values):0.00}");
        Console.WriteLine();
    }

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static async Task<double> TimeAsync(Func<Task> run)
    {
        var watch = Stopwatch.StartNew();
        await run();
        return watch.Elapsed.TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
