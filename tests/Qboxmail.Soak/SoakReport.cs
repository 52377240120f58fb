using System.Collections.Concurrent;

namespace Qboxmail.Soak;

/// <summary>What became of all calls.</summary>
public sealed class SoakReport
{
    private readonly ConcurrentDictionary<string, int> _failures = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _findings = new();
    private int _succeeded;

    public int Succeeded => _succeeded;

    /// <summary>Failures as a caller sees them, by their kind.</summary>
    public IReadOnlyDictionary<string, int> Failures => _failures;

    /// <summary>What must not happen: something done twice or lost, or an exception that is not the library's.</summary>
    public IReadOnlyCollection<string> Findings => _findings;

    public int Ended => Succeeded + Failures.Values.Sum();

    /// <summary>Requests that reached the emulator.</summary>
    public int Requests { get; internal set; }

    /// <summary>Connections from the client to the emulator when all was done.</summary>
    public int Connections { get; internal set; }

    internal int Succeed() => Interlocked.Increment(ref _succeeded);

    internal void Fail(string kind) => _failures.AddOrUpdate(kind, 1, (_, count) => count + 1);

    internal void Find(string what) => _findings.Enqueue(what);
}
