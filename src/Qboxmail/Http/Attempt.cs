using System.Runtime.ExceptionServices;

namespace Qboxmail.Http;

/// <summary>One attempt of a call. It travels with its request, is sent at most once, and keeps the outcome of that send.</summary>
/// <param name="baseAddress">The address that the token belongs to. Ends in a slash.</param>
/// <param name="headers">The token and the headers of the call options.</param>
/// <param name="maxErrorSize">The number of bytes to keep of an error body.</param>
internal sealed class Attempt(Uri baseAddress, IReadOnlyList<KeyValuePair<string, string>> headers, int maxErrorSize)
{
    private const string Key = "Qboxmail.Attempt";
    private const int Closed = int.MinValue;

    private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HttpResponseMessage? _response;
    private Func<HttpResponseMessage>? _outcome;
    private int _sends;

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; } = headers;

    public int MaxErrorSize { get; } = maxErrorSize;

    /// <summary>Gets or sets a value indicating whether the handler below reads the content only after it has a connection.</summary>
    public bool ReadsContentOnConnection { get; set; }

    /// <summary>Gets or sets a value indicating whether the content was read.</summary>
    public bool IsContentRead { get; set; }

    public bool WasSent => Volatile.Read(ref _sends) > 0;

    /// <summary>Gets a value indicating whether a handler above tried to send the request again.</summary>
    public bool WasResent => Volatile.Read(ref _sends) > 1;

    /// <summary>Gets a value indicating whether the server certainly received nothing.</summary>
    public bool NeverReachedServer => !WasSent || (ReadsContentOnConnection && !IsContentRead);

    /// <summary>Gets a value indicating whether the only send ended in an error response.</summary>
    public bool HasErrorResponse { get; private set; }

    /// <summary>Gets a value indicating whether the API may have processed the only send, whatever a handler above made of its outcome.</summary>
    public bool MayHaveBeenProcessed { get; private set; }

    /// <summary>Gets a task that ends when the only send has ended.</summary>
    public Task<bool> Ended => _ended.Task;

    public static Attempt? Of(HttpRequestMessage request) =>
#if NET
        request.Options.TryGetValue(new HttpRequestOptionsKey<Attempt>(Key), out var attempt) ? attempt : null;
#else
        request.Properties.TryGetValue(Key, out var attempt) ? (Attempt)attempt : null;
#endif

    public void AttachTo(HttpRequestMessage request) =>
#if NET
        request.Options.Set(new(Key), this);
#else
        request.Properties[Key] = this;
#endif

    /// <summary>Returns whether the address is below the base address.</summary>
    public bool IsAddressAllowed(Uri? address) =>
        address is { IsAbsoluteUri: true } && address.Scheme == baseAddress.Scheme && address.Host == baseAddress.Host
        && address.Port == baseAddress.Port && address.AbsolutePath.StartsWith(baseAddress.AbsolutePath, StringComparison.Ordinal);

    /// <summary>Returns true for the first send only, and never after the attempt was closed.</summary>
    public bool TryBegin() => Interlocked.Increment(ref _sends) == 1;

    /// <summary>Prevents an attempt that was given up before its send from being sent later.</summary>
    public void Close() => Interlocked.CompareExchange(ref _sends, Closed, 0);

    public void End(HttpResponseMessage response, ErrorContent? error)
    {
        _response = response;
        HasErrorResponse = error is not null;
        MayHaveBeenProcessed = error is null || RetryPolicy.MayHaveBeenProcessed(response);

        if (error is null)
        {
            _outcome = static () => throw new HttpRequestException("A handler above the client dropped a successful response.");
            _ended.TrySetResult(true);
            return;
        }

        var (status, version) = (response.StatusCode, response.Version);
        var headers = response.Headers.ToList();

        // A handler that resends disposes the first response.
        _outcome = () =>
        {
            var copy = new HttpResponseMessage(status) { Version = version, Content = error.Copy() };
            headers.ForEach(header => copy.Headers.TryAddWithoutValidation(header.Key, header.Value));
            return copy;
        };
        _ended.TrySetResult(true);
    }

    public void End(Exception exception)
    {
        MayHaveBeenProcessed = !NeverReachedServer && !RetryPolicy.NeverReachedServer(exception);
        _outcome = () =>
        {
            ExceptionDispatchInfo.Capture(exception).Throw();
            return null!;
        };
        _ended.TrySetResult(true);
    }

    /// <summary>Returns whether this is the response of the only send.</summary>
    public bool IsResponse(HttpResponseMessage response) => ReferenceEquals(response, _response);

    /// <summary>Returns a copy of the response of the only send, or throws its exception.</summary>
    public HttpResponseMessage GetOutcome() =>
        _outcome?.Invoke() ?? throw new HttpRequestException("A handler above the client gave up the request while it was in flight.");
}
