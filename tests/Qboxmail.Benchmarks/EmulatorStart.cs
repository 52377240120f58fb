using System.Globalization;

namespace Qboxmail.Benchmarks;

/// <summary>
/// Compares the first start of the emulator in a process with that of WireMock.Net, and pages of a long list with pages of a short one. Measures
/// many emulators in one process.
/// </summary>
internal static class EmulatorStart
{
    private const int Runs = 7;
    private const int Emulators = 100;
    private const double Kilobyte = 1e3;
    private const double Megabyte = 1e6;

    public static void Compare()
    {
        var (emulator, wireMock) = (new List<double>(), new List<double>());

        for (var run = 0; run < Runs; run++)
        {
            emulator.AddRange(Figures("start", "emulator"));
            wireMock.AddRange(Figures("start", "wiremock"));
        }

        var pages = Figures("pages", $"{Runs}").Chunk(2).ToList();
        List<double> longList = [.. pages.Select(pair => pair[0])];
        List<double> shortList = [.. pages.Select(pair => pair[1])];

        var together = Enumerable.Range(0, Runs).Select(_ => Figures("side-by-side", $"{Emulators}")).ToList();

        BenchmarkDocument.Write("Emulator", $"""
            `dotnet run -c Release --project tests/Qboxmail.Benchmarks -- emulator`: processor time,
            medians of {Runs} fresh processes or rounds in turn (minimum to maximum).

            | comparison | first | second | ratio |
            |---|---|---|---|
            {Row("first start in a process: emulator / WireMock.Net.Minimal", emulator, wireMock, "0 ms", 1.2)}
            {Row("page of 200 from a list of 100,000 / 1,000 mailboxes", longList, shortList, "0.000 ms", 1.5)}

            {Emulators} emulators side by side in a warm process, each after one request:

            | figure | value |
            |---|---|
            | start of one, processor time | {Spread(together, 0, 1, "0.0 ms")} |
            | managed memory of one | {Spread(together, 1, Kilobyte, "0 kB")} |
            | memory of the process | {Spread(together, 2, Megabyte, "0 MB")} |
            | managed memory after all stopped / before | {Spread(together, 3, 1, "0.00")} |
            """);
    }

    private static string Row(string title, List<double> first, List<double> second, string format, double target)
    {
        var ratios = first.Zip(second, (one, other) => one / other).ToList();
        var verdict = Clients.Targets.Verdict(ratios.Median(), target);
        return $"| {title} | {first.Spread(format)} | {second.Spread(format)} | {ratios.Spread("0.00")}{verdict} |";
    }

    private static string Spread(List<double[]> runs, int figure, double unit, string format) =>
        runs.ConvertAll(run => run[figure] / unit).Spread(format);

    private static double[] Figures(params string[] arguments) =>
        [.. ChildProcess.RunServer(arguments).Select(line => double.Parse(line, CultureInfo.InvariantCulture))];
}
