using System.Collections.Concurrent;
using Qboxmail.Emulator.Document;

namespace Qboxmail.Emulator;

/// <summary>
/// Counts the requests for each operation. A test can check, for example, that a job sent one creation and not two. Rejected requests and requests
/// that a fault affects count; requests to an unknown path do not. Thread-safe.
/// </summary>
public sealed class EmulatorRequests
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Gets the number of requests.</summary>
    public int Total => _counts.Values.Sum();

    /// <summary>Gets the number of requests by operation ID. Operations without requests are absent.</summary>
    public IReadOnlyDictionary<string, int> ByOperation => _counts.ToDictionary(StringComparer.Ordinal);

    /// <summary>Gets the number of requests for an operation.</summary>
    /// <param name="operation">The operation ID, such as <c>Domains_Create</c>.</param>
    /// <returns>The number of requests, 0 or more.</returns>
    /// <exception cref="ArgumentException">The document does not contain the operation.</exception>
    public int Count(string operation) =>
        _counts.TryGetValue(operation, out var count) ? count
        : Operation.All.Any(known => known.Id == operation) ? 0
        : throw new ArgumentException($"The document has no operation '{operation}'.", nameof(operation));

    /// <summary>Resets all counts to 0.</summary>
    public void Clear() => _counts.Clear();

    internal void Add(Operation operation) => _counts.AddOrUpdate(operation.Id, 1, (_, count) => count + 1);
}
