using System.Collections.Concurrent;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.RequestLog;

namespace Qboxmail.Emulator;

/// <summary>
/// The number of requests for each operation, and a log of the latest requests with their responses. A test can check, for example, that a job sent
/// one creation and not two. Rejected requests and requests with faults also count. Requests to unknown paths are only in the log. This class is
/// thread-safe.
/// </summary>
public sealed class EmulatorRequests
{
    private const int MaxLogged = 1000;
    private const long MaxLoggedBytes = 8 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly Queue<EmulatorRequest> _log = [];
    private readonly List<Action<EmulatorRequest>> _listeners = [];
    private long _bytes;
    private long _last;

    /// <summary>
    /// Occurs when a request is logged, before its response ends. A handler, which must not throw, can write the request to the output of a test.
    /// </summary>
    public event Action<EmulatorRequest>? Logged;

    /// <summary>Gets the number of requests for all operations.</summary>
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
        : throw new ArgumentException($"The API has no operation '{operation}'.", nameof(operation));

    /// <summary>Gets the logged requests, oldest first: at most the latest 1,000, and 8 MB of them.</summary>
    /// <param name="operation">An operation ID; null for all requests.</param>
    /// <param name="status">A status code; null for all requests.</param>
    /// <param name="token">The value of a token, or its first characters as in <see cref="EmulatorRequest.Token"/>; null for all requests.</param>
    /// <returns>The requests that match all arguments.</returns>
    public IReadOnlyList<EmulatorRequest> Find(string? operation = null, int? status = null, string? token = null)
    {
        lock (_gate)
        {
            return [.. _log.Where(request => request.Has(operation, status, token))];
        }
    }

    /// <summary>Resets all counts to 0 and empties the log.</summary>
    public void Clear()
    {
        _counts.Clear();

        lock (_gate)
        {
            _log.Clear();
            _bytes = 0;
        }
    }

    internal void Count(Operation operation) => _counts.AddOrUpdate(operation.Id, 1, (_, count) => count + 1);

    internal void Log(LoggedExchange exchange)
    {
        EmulatorRequest request;

        lock (_gate)
        {
            request = new EmulatorRequest(exchange, ++_last);
            _log.Enqueue(request);
            _bytes += request.Size;

            while (_log.Count > MaxLogged || _bytes > MaxLoggedBytes)
            {
                _bytes -= _log.Dequeue().Size;
            }

            _listeners.ForEach(listener => listener(request));
        }

        Logged?.Invoke(request);
    }

    /// <summary>Calls an action for each logged request, and for each following one until the result is disposed.</summary>
    internal IDisposable Listen(Action<EmulatorRequest> listener)
    {
        lock (_gate)
        {
            foreach (var request in _log)
            {
                listener(request);
            }

            _listeners.Add(listener);
        }

        return new Listener(this, listener);
    }

    private sealed class Listener(EmulatorRequests requests, Action<EmulatorRequest> action) : IDisposable
    {
        public void Dispose()
        {
            lock (requests._gate)
            {
                requests._listeners.Remove(action);
            }
        }
    }
}
