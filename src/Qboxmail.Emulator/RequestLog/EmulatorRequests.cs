using System.Collections.Concurrent;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.RequestLog;

namespace Qboxmail.Emulator;

/// <summary>
/// The number of requests for each operation, and a log of the latest requests with their responses. A test can check, for example, that a job sent
/// only one creation. Rejected requests and requests with faults also count. Requests to unknown paths are only logged. This class is thread-safe.
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
    /// Occurs when a request is logged, before its response ends. A handler can, for example, write the request to the output of a test, but must not
    /// throw.
    /// </summary>
    public event Action<EmulatorRequest>? Logged;

    /// <summary>Gets the total number of requests for all operations.</summary>
    public int Total => _counts.Values.Sum();

    /// <summary>Gets the number of requests, keyed by operation ID. Operations without requests are absent.</summary>
    public IReadOnlyDictionary<string, int> ByOperation => _counts.ToDictionary(StringComparer.Ordinal);

    /// <summary>Returns the number of requests for an operation.</summary>
    /// <param name="operation">The operation ID, such as <c>Domains_Create</c>.</param>
    /// <returns>The number of requests, which can be 0.</returns>
    /// <exception cref="ArgumentException">The OpenAPI document does not contain the operation.</exception>
    public int Count(string operation) =>
        _counts.TryGetValue(operation, out var count) ? count
        : Operation.All.Any(known => known.Id == operation) ? 0
        : throw new ArgumentException($"The API has no operation '{operation}'. Use an operation ID from the OpenAPI document.", nameof(operation));

    /// <summary>
    /// Returns the logged requests that match the filters, oldest first. The log contains at most the latest 1,000 requests and at most 8 MB.
    /// </summary>
    /// <param name="operation">An operation ID, or <see langword="null"/> for requests to any path.</param>
    /// <param name="status">A status code, or <see langword="null"/> for any status code.</param>
    /// <param name="token">
    /// The value of a token, or its first characters as in <see cref="EmulatorRequest.Token"/>; <see langword="null"/> for any token.
    /// </param>
    /// <returns>The requests that match all filters.</returns>
    public IReadOnlyList<EmulatorRequest> Find(string? operation = null, int? status = null, string? token = null)
    {
        lock (_gate)
        {
            return [.. _log.Where(request => request.Has(operation, status, token))];
        }
    }

    /// <summary>Resets all counts to 0 and clears the log.</summary>
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

    /// <summary>Calls an action for each logged request, and for each further request until the returned object is disposed.</summary>
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
