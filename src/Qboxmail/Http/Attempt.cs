namespace Qboxmail.Http;

/// <summary>One attempt of a call. It is attached to its request message, is sent at most once, and keeps the outcome of the send.</summary>
/// <param name="baseAddress">The address that the token belongs to. Ends in a slash.</param>
/// <param name="request">The request of the call.</param>
/// <param name="options">The options of the call.</param>
/// <param name="token">The token of the attempt.</param>
internal sealed class Attempt(Uri baseAddress, ApiRequest request, QboxmailCallOptions options, string token)
{
    private const string Key = "Qboxmail.Attempt";
    private const string TokenHeader = "X-Api-Token";
    private const int Closed = int.MinValue;

    private int _sends;

    public Uri Address { get; } = new(baseAddress.AbsoluteUri + request.RelativeAddress);

    public bool IsWrite { get; } = request.Operation.IsWrite;

    /// <summary>Gets the number of bytes after which the body of an error is truncated. No error of the API is nearly as large.</summary>
    public int MaxErrorSize => Math.Min(options.Options.MaxResponseSize, 1024 * 1024);

    /// <summary>Gets or sets the task of the only send; null before the send begins.</summary>
    public Task<HttpResponseMessage>? Sending { get; set; }

    /// <summary>Gets or sets the body of the response if it is an error; otherwise null.</summary>
    public ErrorContent? Error { get; set; }

    /// <summary>Gets or sets a value indicating whether the transport reads the request content only after it has connected.</summary>
    public bool ReadsContentOnConnection { get; set; }

    /// <summary>Gets or sets a value indicating whether the transport has read the request content.</summary>
    public bool IsContentRead { get; set; }

    public bool WasSent => Volatile.Read(ref _sends) > 0;

    /// <summary>Gets a value indicating whether a handler outside the library tried to send the request again.</summary>
    public bool WasResent => Volatile.Read(ref _sends) > 1;

    /// <summary>Gets a value indicating whether the server certainly received nothing.</summary>
    public bool NeverReachedServer =>
        !WasSent || (ReadsContentOnConnection && !IsContentRead) || (Failure is { } failure && RetryPolicy.NeverReachedServer(failure));

    /// <summary>Gets a value indicating whether the send ended in an error response or an exception, and not in a cancellation.</summary>
    public bool HasFailed => Error is not null || Failure is not null;

    /// <summary>
    /// Gets a value indicating whether the API may have processed the request, whatever outcome the handlers of the application report.
    /// </summary>
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
        ReferenceEquals(other, Address)
        || (other.Scheme == baseAddress.Scheme && other.IdnHost == baseAddress.IdnHost && other.Port == baseAddress.Port
            && other.UserInfo.Length == 0);

    /// <summary>Returns whether the URI and the Host header of a request lead to an address below the base address.</summary>
    public bool IsAllowed(HttpRequestMessage request) =>
        IsAddressAllowed(request.RequestUri) && (!request.Headers.TryGetValues("Host", out var hosts) || hosts.All(IsHostAllowed));

    /// <summary>Sets the token and the headers of the options, in place of values that handlers or defaults of the application have set.</summary>
    public void AddHeaders(HttpRequestMessage request)
    {
        RemoveHeaders(request);

        foreach (var header in options.Headers)
        {
            request.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        request.Headers.TryAddWithoutValidation(TokenHeader, token);
    }

    public void RemoveHeaders(HttpRequestMessage request)
    {
        foreach (var header in options.Headers)
        {
            request.Headers.Remove(header.Key);
        }

        request.Headers.Remove(TokenHeader);
    }

    /// <summary>Begins the send. Returns true only for the first send, and never after the attempt was closed.</summary>
    public bool TryBegin() => Interlocked.Increment(ref _sends) == 1;

    /// <summary>Prevents an attempt that was given up before its send from being sent later.</summary>
    public void Close() => Interlocked.CompareExchange(ref _sends, Closed, 0);

    /// <summary>Returns whether this is the response of the only send.</summary>
    public bool IsResponse(HttpResponseMessage response) => ReferenceEquals(response, Response);

    /// <summary>
    /// Returns a copy of the response of the only send, or throws the exception of that send. It is a copy because a handler that resends disposes
    /// the first response.
    /// </summary>
    public HttpResponseMessage GetOutcome()
    {
        var response = Sending is { IsCompleted: true } sending
            ? sending.GetAwaiter().GetResult()
            : throw new HttpRequestException("A handler outside the library gave up the request while it was in flight. Remove its timeout.");
        var error = Error ?? throw new HttpRequestException(
            "A handler outside the library dropped a successful response. Make it return the response.");
        var copy = new HttpResponseMessage(response.StatusCode) { Version = response.Version, Content = error.Copy() };

        foreach (var header in response.Headers)
        {
            copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        return copy;
    }

    private bool IsAddressAllowed(Uri? other) =>
        ReferenceEquals(other, Address)
        || (other is { IsAbsoluteUri: true } && IsSameServer(other)
            && other.AbsolutePath.StartsWith(baseAddress.AbsolutePath, StringComparison.Ordinal));

    // On an address that several servers share, the Host header selects the server.
    private bool IsHostAllowed(string host) =>
        host.Equals(baseAddress.IdnHost, StringComparison.OrdinalIgnoreCase)
        || host.Equals($"{baseAddress.IdnHost}:{baseAddress.Port}", StringComparison.OrdinalIgnoreCase);
}
