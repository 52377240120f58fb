using System.Collections.Concurrent;
using Qboxmail.Emulator.Document;

namespace Qboxmail.Emulator;

/// <summary>
/// How often each operation was asked for, so that a test can tell that a job sent one creation and no second one. What is refused, or goes wrong by a
/// fault, counts too; a request to an unknown path does not. Thread-safe.
/// </summary>
public sealed class EmulatorRequests
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>How many requests there were.</summary>
    public int Total => _counts.Values.Sum();

    /// <summary>How many requests there were, by the id of the operation; operations without any are left out.</summary>
    public IReadOnlyDictionary<string, int> ByOperation => _counts.ToDictionary(StringComparer.Ordinal);

    /// <summary>How often an operation was asked for.</summary>
    /// <param name="operation">Its id, such as <c>Domains_Create</c>.</param>
    /// <returns>0 or more.</returns>
    /// <exception cref="ArgumentException">The document has no such operation.</exception>
    public int Count(string operation) =>
        _counts.TryGetValue(operation, out var count) ? count
        : Operation.All.Any(known => known.Id == operation) ? 0
        : throw new ArgumentException($"The document has no operation '{operation}'.", nameof(operation));

    /// <summary>Begins to count anew.</summary>
    public void Clear() => _counts.Clear();

    internal void Add(Operation operation) => _counts.AddOrUpdate(operation.Id, 1, (_, count) => count + 1);
}
