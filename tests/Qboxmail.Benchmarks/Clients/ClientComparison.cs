using System.Globalization;

namespace Qboxmail.Benchmarks.Clients;

/// <summary>Starts the processes in turn, and writes one table: the library's figures, and their ratio to those of each other client.</summary>
internal static class ClientComparison
{
    private static readonly string[] Others = BenchmarkClients.Names[1..];

    public static void Run(int processes, int rounds, int coldRuns, string prefix)
    {
        using var server = ChildProcess.StartServer("payloads");
        var address = server.StandardOutput.ReadLine()!;
        var warm = Enumerable.Range(1, processes)
            .Select(process => Run($"warm process {process} of {processes}", "warm", address, $"{rounds}", prefix)).ToList();
        var cold = Enumerable.Range(0, coldRuns).Select(run => RunColdCases(run, address, prefix)).ToList();
        server.StandardInput.Close();
        server.WaitForExit();

        BenchmarkDocument.Write("Beside other clients", string.Create(CultureInfo.InvariantCulture, $"""
            `dotnet run -c Release --project tests/Qboxmail.Benchmarks -- clients {processes} {rounds} {coldRuns}`:
            Qboxmail's figure, then its ratio to each other client. Below 1 Qboxmail is better.
            All clients read the same responses of the same document, in turn and in one process; a server in another process responds over loopback.
            "NSwag's own templates" and "Newtonsoft.Json by hand" use Newtonsoft.Json.
            Refit and "System.Text.Json by hand" (source generator) use System.Text.Json.
            Warm figures are medians of {processes} processes (minimum to maximum), each the median of {rounds} rounds.
            Cold figures are medians of {coldRuns} fresh processes.
            Time is processor time of the process. A ratio with a target shows it: `≤` when it is met, **MISS** when not.

            {Table(warm, cold)}
            """));
    }

    private static List<Sample> RunColdCases(int run, string address, string prefix)
    {
        var first = run % BenchmarkClients.Names.Length;
        var order = BenchmarkClients.Names.Skip(first).Concat(BenchmarkClients.Names.Take(first));
        var cases = ColdRun.Cases.Where(name => name.StartsWith(prefix, StringComparison.Ordinal));
        var pairs = order.SelectMany(client => cases.Select(name => (name, client)));
        return [.. pairs.SelectMany(pair => Run(null, "cold", pair.name, pair.client, address))];
    }

    private static List<Sample> Run(string? progress, params string[] arguments)
    {
        if (progress is not null)
        {
            Console.Error.WriteLine(progress);
        }

        return [.. ChildProcess.Run(arguments).Select(Sample.Parse)];
    }

    private static string Table(List<List<Sample>> warm, List<List<Sample>> cold)
    {
        var cases = warm.Concat(cold).SelectMany(run => run).Select(sample => sample.Case).Distinct();
        var lines = new List<string>
        {
            $"| case | {string.Join(" | / ", BenchmarkClients.Titles)} |",
            "|---|---|" + string.Concat(Others.Select(_ => "---|")),
        };

        foreach (var name in cases)
        {
            var runs = name.StartsWith("first", StringComparison.Ordinal) ? cold : warm;
            lines.Add(Row(name, "µs", runs, sample => sample.Cpu, target => target.Cpu));
            lines.Add(Row(name, "bytes", runs, sample => sample.Bytes, target => target.Bytes));
        }

        var (own, stock) = (AssemblySize.Of(typeof(QboxmailClient)), AssemblySize.Of(typeof(Stock.DomainsClient)));
        lines.Add(SizeRow("assembly", own.File, stock.File));
        lines.Add(SizeRow("IL", own.IL, stock.IL));
        return string.Join(Environment.NewLine, lines);
    }

    private static string Row(
        string name, string unit, List<List<Sample>> runs, Func<Sample, double> figure, Func<(double Cpu, double Bytes), double> target)
    {
        var own = runs.Select(run => Figures(run, BenchmarkClients.Names[0]).Median()).Median();
        var cells = Others.Select(client =>
        {
            // Ratios are formed round by round, because load on the machine affects both clients of a round.
            var ratios = runs
                .Select(run => Figures(run, BenchmarkClients.Names[0]).Zip(Figures(run, client), (one, other) => one / other).Median())
                .ToArray();
            return ratios.Spread("0.00") + Targets.Verdict(ratios.Median(), target(Targets.Of(name, client)));
        });

        return string.Create(CultureInfo.InvariantCulture, $"| {name} | {own:#,##0} {unit} | {string.Join(" | ", cells)} |");

        IEnumerable<double> Figures(List<Sample> run, string client) =>
            run.Where(sample => sample.Case == name && sample.Client == client).Select(figure);
    }

    private static string SizeRow(string name, long own, long stock)
    {
        var ratio = (double)own / stock;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {own:#,##0} bytes | {ratio:0.00}{Targets.Verdict(ratio, Targets.Of(name, "nswag").Bytes)} | | | |");
    }
}
