using System.Collections.Concurrent;

namespace Qboxmail.Soak;

/// <summary>The results of all calls.</summary>
public sealed class SoakReport
{
    private readonly ConcurrentDictionary<string, int> _failures = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _findings = new();
    private int _succeeded;

    public int Succeeded => _succeeded;

    /// <summary>Gets the number of failures that callers see, by kind.</summary>
    public IReadOnlyDictionary<string, int> Failures => _failures;

    /// <summary>Gets the defects: a write that was repeated or lost, or an exception that does not come from the library.</summary>
    public IReadOnlyCollection<string> Findings => _findings;

    public int Completed => Succeeded + Failures.Values.Sum();

    /// <summary>Gets the number of requests that reached the emulator.</summary>
    public int Requests { get; internal set; }

    /// <summary>Gets the number of connections from the client to the emulator at the end of the run.</summary>
    public int Connections { get; internal set; }

    internal int AddSuccess() => Interlocked.Increment(ref _succeeded);

    internal void AddFailure(string kind) => _failures.AddOrUpdate(kind, 1, (_, count) => count + 1);

    internal void AddFinding(string finding) => _findings.Enqueue(finding);
}
