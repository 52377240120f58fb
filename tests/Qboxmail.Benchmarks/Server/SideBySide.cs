using System.Globalization;
using Qboxmail.Emulator;

namespace Qboxmail.Benchmarks.Server;

/// <summary>Measures many emulators in one process, as in tests whose fixtures have one each.</summary>
internal static class SideBySide
{
    /// <summary>
    /// Prints the processor time of one start in milliseconds, the managed memory of one emulator and the memory of the process in bytes, and the
    /// managed memory after all have stopped in relation to that before.
    /// </summary>
    public static async Task PrintAsync(int count)
    {
        // The first emulators warm up.
        await UseAsync(count);
        var before = Managed();
        var cpu = Environment.CpuUsage.TotalTime;
        var emulators = await StartAsync(count);
        var start = (Environment.CpuUsage.TotalTime - cpu) / count;
        await CallAsync(emulators);
        var running = Managed();
        var process = Environment.WorkingSet;
        await StopAsync(emulators);
        emulators = [];

        Print(start.TotalMilliseconds);
        Print((running - before) / count);
        Print(process);
        Print((double)Managed() / before);
    }

    private static async Task UseAsync(int count)
    {
        var emulators = await StartAsync(count);
        await CallAsync(emulators);
        await StopAsync(emulators);
    }

    private static Task<QboxmailEmulator[]> StartAsync(int count) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(_ => QboxmailEmulator.StartAsync()));

    private static async Task CallAsync(QboxmailEmulator[] emulators)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        http.DefaultRequestHeaders.Add("X-Api-Token", QboxmailEmulatorOptions.DefaultToken);
        await Task.WhenAll(emulators.Select(emulator => http.GetByteArrayAsync(new Uri(emulator.Address, "api/domains"))));
    }

    private static Task StopAsync(QboxmailEmulator[] emulators) =>
        Task.WhenAll(emulators.Select(emulator => emulator.DisposeAsync().AsTask()));

    private static double Managed()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static void Print(double figure) => Console.WriteLine(figure.ToString(CultureInfo.InvariantCulture));
}
