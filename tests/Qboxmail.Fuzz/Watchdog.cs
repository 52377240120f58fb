using System.Diagnostics;

namespace Qboxmail.Fuzz;

/// <summary>Ends the process when a target hangs, and saves the response that it was reading.</summary>
internal sealed class Watchdog : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    private readonly Timer _timer;

    public Watchdog(FuzzRun run, string file) => _timer = new(_ => Check(run, file), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

    public void Dispose() => _timer.Dispose();

    private static void Check(FuzzRun run, string file)
    {
        if (run.Current is { } current && Stopwatch.GetElapsedTime(current.Start) > Timeout)
        {
            File.WriteAllText(file, new FuzzFinding(current.Input, "hangs").ToLine());
            Console.Error.WriteLine($"{current.Input.Target} hangs; the response is in {file}.");
            Environment.Exit(1);
        }
    }
}
