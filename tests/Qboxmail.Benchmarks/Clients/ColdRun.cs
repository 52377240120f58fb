namespace Qboxmail.Benchmarks.Clients;

/// <summary>Measures the first call of a fresh process, from the start of Main to the result.</summary>
internal static class ColdRun
{
    public static readonly string[] Cases = ["first get, in memory", "first get, over loopback", "first validation error, over loopback"];

    public static async Task PrintSampleAsync(string name, string client, string address, TimeSpan cpuAtStart)
    {
        var connected = BenchmarkClients.Create(
            client, name.EndsWith("memory", StringComparison.Ordinal) ? new PayloadHandler(200, Payloads.One) : null, address);

        if (name.StartsWith("first get", StringComparison.Ordinal))
        {
            await connected.GetAsync();
        }
        else
        {
            await connected.CreateRejectedAsync();
        }

        var cpu = Environment.CpuUsage.TotalTime - cpuAtStart;
        new Sample(name, client, cpu.TotalMicroseconds, GC.GetTotalAllocatedBytes(precise: true)).Print();
    }
}
