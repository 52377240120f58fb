namespace Qboxmail.Http;

/// <summary>
/// The state of one attempt of a call. It is attached to the HttpRequestMessage, which is sent at most once, and keeps the outcome.
/// </summary>
/// <param name="baseAddress">The address to which the token may be sent. It ends in a slash.</param>
/// <param name="request">The request of the call.</param>
/// <param name="options">The options for the call.</param>
/// <param name="token">The API token for this attempt.</param>
internal sealed class Attempt(Uri baseAddress, ApiRequest request, QboxmailCallOptions options, string token)
{
    private const string Key = "Qboxmail.Attempt";
    private const string TokenHeader = "X-Api-Token";
    private const int Closed = int.MinValue;

    private int _sends;

    public Uri Address { get; } = new(baseAddress.AbsoluteUri + request.RelativeAddress);

    public bool IsWrite { get; } = request.Operation.IsWrite;

    /// <summary>Gets the maximum size of an error response body in bytes. A larger body is truncated.</summary>
    public int MaxErrorSize => Math.Min(options.Options.MaxResponseSize, 1024 * 1024);

    /// <summary>Gets or sets the task that sends the request, or <see langword="null"/> before it is sent.</summary>
    public Task<HttpResponseMessage>? Sending { get; set; }

    /// <summary>Gets or sets the buffered body if the response is an error; otherwise, <see langword="null"/>.</summary>
    public ErrorContent? Error { get; set; }

    /// <summary>Gets or sets a value indicating whether the primary handler reads the request content only after it has connected.</summary>
    public bool ReadsContentOnConnection { get; set; }

    /// <summary>Gets or sets a value indicating whether the primary handler has read the request content.</summary>
    public bool IsContentRead { get; set; }

    public bool WasSent => Volatile.Read(ref _sends) > 0;

    /// <summary>Gets a value indicating whether an outer handler tried to send the request again.</summary>
    public bool WasResent => Volatile.Read(ref _sends) > 1;

    /// <summary>Gets a value indicating whether the server certainly received nothing.</summary>
    public bool NeverReachedServer =>
        !WasSent || (ReadsContentOnConnection && !IsContentRead) || (Failure is { } failure && RetryPolicy.NeverReachedServer(failure));

    /// <summary>Gets a value indicating whether the request ended with an error response or an exception other than a cancellation.</summary>
    public bool HasFailed => Error is not null || Failure is not null;

    /// <summary>
    /// Gets a value indicating whether the API may have processed the request, regardless of the outcome that outer handlers report.
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

    /// <summary>Returns whether a URI has the scheme, host and port of the base address.</summary>
    public bool IsSameServer(Uri other) =>
        ReferenceEquals(other, Address)
        || (other.Scheme == baseAddress.Scheme && other.IdnHost == baseAddress.IdnHost && other.Port == baseAddress.Port
            && other.UserInfo.Length == 0);

    /// <summary>Returns whether the token may be sent with a request, according to its URI and its Host header.</summary>
    public bool IsAllowed(HttpRequestMessage request) =>
        IsAddressAllowed(request.RequestUri) && (!request.Headers.TryGetValues("Host", out var hosts) || hosts.All(IsHostAllowed));

    /// <summary>
    /// Sets the token and the headers from the options. They replace values from outer handlers and HttpClient.DefaultRequestHeaders.
    /// </summary>
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

    /// <summary>
    /// Returns whether the request may be sent now. This is <see langword="true"/> only for the first call, and never after <see cref="Close"/>.
    /// </summary>
    public bool TryBegin() => Interlocked.Increment(ref _sends) == 1;

    /// <summary>Prevents an abandoned attempt from being sent later.</summary>
    public void Close() => Interlocked.CompareExchange(ref _sends, Closed, 0);

    /// <summary>Returns whether a response is the one that the server sent for this attempt.</summary>
    public bool IsResponse(HttpResponseMessage response) => ReferenceEquals(response, Response);

    /// <summary>
    /// Returns a copy of the error response to this attempt, or rethrows its exception. A copy is needed because retry handlers dispose the original
    /// response.
    /// </summary>
    public HttpResponseMessage GetOutcome()
    {
        var response = Sending is { IsCompleted: true } sending
            ? sending.GetAwaiter().GetResult()
            : throw new HttpRequestException("A custom DelegatingHandler stopped waiting for the response. Remove the timeout from the handler.");
        var error = Error ?? throw new HttpRequestException(
            "A custom DelegatingHandler did not return the successful response that it received. Make the handler return it.");
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

    // If several servers share an IP address, the Host header selects the server.
    private bool IsHostAllowed(string host) =>
        host.Equals(baseAddress.IdnHost, StringComparison.OrdinalIgnoreCase)
        || host.Equals($"{baseAddress.IdnHost}:{baseAddress.Port}", StringComparison.OrdinalIgnoreCase);
}
