using System.Collections.Concurrent;

namespace Qboxmail.Soak;

/// <summary>The outcomes of all calls.</summary>
public sealed class SoakReport
{
    private readonly ConcurrentDictionary<string, int> _failures = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _findings = new();
    private int _succeeded;

    /// <summary>Gets the number of calls that succeeded.</summary>
    public int Succeeded => _succeeded;

    /// <summary>Gets the failures that callers see, by their kind.</summary>
    public IReadOnlyDictionary<string, int> Failures => _failures;

    /// <summary>Gets what must not happen: something done twice or lost, or an exception that is not one of the library.</summary>
    public IReadOnlyCollection<string> Findings => _findings;

    /// <summary>Gets the number of calls that have ended.</summary>
    public int Ended => Succeeded + Failures.Values.Sum();

    /// <summary>Gets the number of requests that reached the emulator.</summary>
    public int Requests { get; internal set; }

    /// <summary>Gets the number of connections from the client to the emulator at the end.</summary>
    public int Connections { get; internal set; }

    internal int Succeed() => Interlocked.Increment(ref _succeeded);

    internal void Fail(string kind) => _failures.AddOrUpdate(kind, 1, (_, count) => count + 1);

    internal void Find(string what) => _findings.Enqueue(what);
}
