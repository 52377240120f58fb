using System.Diagnostics;

namespace Qboxmail.Fuzz;

/// <summary>Ends the program when an answer is read for ever, and keeps the answer.</summary>
internal sealed class Watchdog : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Timer _timer;

    public Watchdog(FuzzRun run, string file) => _timer = new(_ => Look(run, file), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

    public void Dispose() => _timer.Dispose();

    private static void Look(FuzzRun run, string file)
    {
        if (run.Current is { } current && Stopwatch.GetElapsedTime(current.Start) > Patience)
        {
            File.WriteAllText(file, new FuzzFinding(current.Input, "hangs").ToLine());
            Console.Error.WriteLine($"{current.Input.Target} hangs; the answer is in {file}.");
            Environment.Exit(1);
        }
    }
}
