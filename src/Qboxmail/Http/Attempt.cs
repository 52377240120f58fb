namespace Qboxmail.Http;

/// <summary>One attempt of a call. It travels with its request, is sent at most once, and keeps the outcome of that send.</summary>
/// <param name="baseAddress">The address that the token belongs to. Ends in a slash.</param>
/// <param name="address">The address of the request.</param>
/// <param name="headers">The token and the headers of the call options.</param>
/// <param name="maxErrorSize">The number of bytes to keep of an error body.</param>
internal sealed class Attempt(Uri baseAddress, Uri address, KeyValuePair<string, string>[] headers, int maxErrorSize)
{
    private const string Key = "Qboxmail.Attempt";
    private const int Closed = int.MinValue;

    private int _sends;

    public Uri Address => address;

    public int MaxErrorSize => maxErrorSize;

    /// <summary>Gets or sets the only send; null before it begins.</summary>
    public Task<HttpResponseMessage>? Sending { get; set; }

    /// <summary>Gets or sets the body of the response to the only send when that is an error.</summary>
    public ErrorContent? Error { get; set; }

    /// <summary>Gets or sets a value indicating whether the handler below reads the content only after it has a connection.</summary>
    public bool ReadsContentOnConnection { get; set; }

    /// <summary>Gets or sets a value indicating whether the content was read.</summary>
    public bool IsContentRead { get; set; }

    public bool WasSent => Volatile.Read(ref _sends) > 0;

    /// <summary>Gets a value indicating whether a handler above tried to send the request again.</summary>
    public bool WasResent => Volatile.Read(ref _sends) > 1;

    /// <summary>Gets a value indicating whether the server certainly received nothing.</summary>
    public bool NeverReachedServer =>
        !WasSent || (ReadsContentOnConnection && !IsContentRead) || (Failure is { } failure && RetryPolicy.NeverReachedServer(failure));

    /// <summary>Gets a value indicating whether the only send ended in an error response or an exception, and not in a cancellation.</summary>
    public bool HasFailed => Error is not null || Failure is not null;

    /// <summary>Gets a value indicating whether the API may have processed the only send, whatever a handler above made of its outcome.</summary>
    public bool MayHaveBeenProcessed =>
        Error is not null && Response is { } error ? RetryPolicy.MayHaveBeenProcessed(error) : !NeverReachedServer;

    private HttpResponseMessage? Response => Sending is { Status: TaskStatus.RanToCompletion } sending ? sending.Result : null;

    private Exception? Failure => Sending?.Exception?.InnerException;

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

    /// <summary>Returns whether an address is on the server that the token belongs to.</summary>
    public bool IsSameServer(Uri other) =>
        ReferenceEquals(other, address)
        || (other.Scheme == baseAddress.Scheme && other.IdnHost == baseAddress.IdnHost && other.Port == baseAddress.Port
            && other.UserInfo.Length == 0);

    /// <summary>Returns whether a request goes below the base address.</summary>
    public bool IsAllowed(HttpRequestMessage request) =>
        IsAddressAllowed(request.RequestUri) && (!request.Headers.TryGetValues("Host", out var hosts) || hosts.All(IsHostAllowed));

    /// <summary>Adds the headers in place of those that handlers or defaults of the application have set.</summary>
    public void AddHeaders(HttpRequestMessage request)
    {
        RemoveHeaders(request);

        foreach (var header in headers)
        {
            request.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
    }

    public void RemoveHeaders(HttpRequestMessage request)
    {
        foreach (var header in headers)
        {
            request.Headers.Remove(header.Key);
        }
    }

    /// <summary>Returns true for the first send only, and never after the attempt was closed.</summary>
    public bool TryBegin() => Interlocked.Increment(ref _sends) == 1;

    /// <summary>Prevents an attempt that was given up before its send from being sent later.</summary>
    public void Close() => Interlocked.CompareExchange(ref _sends, Closed, 0);

    /// <summary>Returns whether this is the response of the only send.</summary>
    public bool IsResponse(HttpResponseMessage response) => ReferenceEquals(response, Response);

    /// <summary>
    /// Returns a copy of the response of the only send, because a handler that resends disposes the first response, or throws its exception.
    /// </summary>
    public HttpResponseMessage GetOutcome()
    {
        var response = Sending is { IsCompleted: true } sending
            ? sending.GetAwaiter().GetResult()
            : throw new HttpRequestException("A handler above the client gave up the request while it was in flight.");
        var error = Error ?? throw new HttpRequestException("A handler above the client dropped a successful response.");
        var copy = new HttpResponseMessage(response.StatusCode) { Version = response.Version, Content = error.Copy() };

        foreach (var header in response.Headers)
        {
            copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        return copy;
    }

    private bool IsAddressAllowed(Uri? other) =>
        ReferenceEquals(other, address)
        || (other is { IsAbsoluteUri: true } && IsSameServer(other)
            && other.AbsolutePath.StartsWith(baseAddress.AbsolutePath, StringComparison.Ordinal));

    // A shared address selects its server by this header.
    private bool IsHostAllowed(string host) =>
        host.Equals(baseAddress.IdnHost, StringComparison.OrdinalIgnoreCase)
        || host.Equals($"{baseAddress.IdnHost}:{baseAddress.Port}", StringComparison.OrdinalIgnoreCase);
}
