using static System.Environment;

namespace Qboxmail.Benchmarks.Clients;

/// <summary>Measures all clients in one process, round by round and in a rotating order.</summary>
internal static class WarmRun
{
    private static readonly TimeSpan Chunk = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(60);

    public static async Task PrintSamplesAsync(string address, int rounds, string prefix)
    {
        var cases = WarmCases.InMemory().Concat(WarmCases.OverLoopback(address))
            .Where(item => item.Name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(item => (item.Name, Runs: BenchmarkClients.Names.Select(client => (Client: client, Run: item.Create(client))).ToArray()))
            .ToArray();

        // Tiered compilation counts calls in two stages, compiles in the background, and waits while new methods are called.
        for (var stage = 0; stage < Math.Max(10, 25 / Math.Max(cases.Length, 1)); stage++)
        {
            foreach (var (_, run) in cases.SelectMany(item => item.Runs))
            {
                await RepeatAsync(run, WarmUp);
            }

            await Task.Delay(150);
        }

        foreach (var (name, runs) in cases)
        {
            await MeasureAsync(name, runs, rounds);
        }
    }

    private static async Task MeasureAsync(string name, (string Client, Func<Task> Run)[] runs, int rounds)
    {
        var counts = new Dictionary<string, int>();

        foreach (var (client, run) in runs)
        {
            var (count, cpu) = await RepeatAsync(run, Chunk);
            counts[client] = Math.Max(1, (int)(count * (Chunk / cpu)));
        }

        for (var round = 0; round < rounds; round++)
        {
            foreach (var (client, run) in runs.Skip(round % runs.Length).Concat(runs.Take(round % runs.Length)))
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                var (bytes, cpu) = (GC.GetTotalAllocatedBytes(precise: true), CpuUsage.TotalTime);

                for (var remaining = counts[client]; remaining > 0; remaining--)
                {
                    await run().ConfigureAwait(false);
                }

                var operations = (double)counts[client] * (name.Contains("parallel", StringComparison.Ordinal) ? WarmCases.ParallelCalls : 1);
                var used = CpuUsage.TotalTime - cpu;
                new Sample(
                    name, client, used.TotalMicroseconds / operations, (GC.GetTotalAllocatedBytes(precise: true) - bytes) / operations).Print();
            }
        }
    }

    private static async Task<(int Count, TimeSpan Cpu)> RepeatAsync(Func<Task> run, TimeSpan minimum)
    {
        var start = CpuUsage.TotalTime;
        var count = 0;

        do
        {
            await run().ConfigureAwait(false);
            count++;
        }
        while (CpuUsage.TotalTime - start < minimum);

        return (count, CpuUsage.TotalTime - start);
    }
}
