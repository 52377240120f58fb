using Polly;
using Polly.Timeout;

namespace Qboxmail.Http;

/// <summary>The mutable state of one call, shared by its attempts.</summary>
internal sealed class CallContext(ApiRequest request, QboxmailClientOptions options, CancellationToken cancellationToken = default)
{
    public static readonly ResiliencePropertyKey<CallContext> Key = new("Qboxmail.Call");

    private readonly long _start = options.TimeProvider.GetTimestamp();
    private bool _endsAtDeadline;
    private string[] _tokens = [];

    public ApiRequest Request { get; } = request;

    public ApiOperation Operation => Request.Operation;

    public TimeProvider Time => options.TimeProvider;

    public TimeSpan AttemptTimeout { get; } = request.Operation.IsWrite ? options.WriteAttemptTimeout : options.AttemptTimeout;

    public TimeSpan Elapsed => options.TimeProvider.GetElapsedTime(_start);

    public TimeSpan Timeout => options.Timeout;

    public TimeSpan Remaining => Timeout - Elapsed;

    /// <summary>Gets a value indicating whether the caller has canceled the call.</summary>
    public bool IsCanceled => cancellationToken.IsCancellationRequested;

    /// <summary>Gets the number of attempts that have started.</summary>
    public int Attempts { get; private set; }

    public bool HasRetriesLeft => Attempts <= options.MaxRetries;

    /// <summary>Gets or sets the buffered body of the last response, which is empty for a download.</summary>
    public ResponseBody Body { get; set; } = ResponseBody.None;

    /// <summary>Gets or sets the stream of a download, or <see langword="null"/> if the body is buffered.</summary>
    public Stream? OpenBody { get; set; }

    /// <summary>Gets a description of the last failure, or <see langword="null"/> if no attempt has failed.</summary>
    public string? LastFailure { get; private set; }

    /// <summary>Gets a value indicating whether the API may have processed one of the failed attempts.</summary>
    public bool MayHaveBeenProcessed { get; private set; }

    /// <summary>Gets a value indicating whether the last attempt failed before the server received anything.</summary>
    public bool NeverReachedServer { get; private set; }

    /// <summary>Gets or sets a value indicating whether an outer handler tried to resend an attempt.</summary>
    public bool WasResent { get; set; }

    /// <summary>Gets a sentence to append to exception messages, with a leading space, or an empty string if there is none.</summary>
    public string Remark => WasResent
        ? " A custom DelegatingHandler tried to resend the request. Remove its retries, because the client already retries safe requests."
        : "";

    /// <summary>Gets or sets a value indicating whether the method and path are inferred and no call has confirmed them yet.</summary>
    public bool IsRouteGuess { get; set; }

    /// <summary>Gets a value indicating whether the timeout of the whole call has elapsed, and not only that of an attempt.</summary>
    public bool IsOutOfTime { get; private set; }

    /// <summary>Gets the values to redact: the tokens of all attempts, and the secrets in the request.</summary>
    public IEnumerable<string> Secrets => _tokens.Concat(Request.Secrets);

    public static CallContext Of(ResilienceContext context) => context.Properties.GetValue(Key, null!);

    public void ThrowIfCanceled()
    {
        if (IsCanceled)
        {
            throw new OperationCanceledException($"{Operation.Id} was canceled.", cancellationToken);
        }
    }

    /// <summary>Returns the pause, shortened to the remaining time of the call.</summary>
    public TimeSpan UntilDeadline(TimeSpan pause) => TimeSpan.FromTicks(Math.Max(0, Math.Min(pause.Ticks, Remaining.Ticks)));

    /// <summary>Returns the timeout of the attempt that starts, shortened to the remaining time of the call.</summary>
    public TimeSpan BeginTimeout()
    {
        var remaining = Remaining;
        _endsAtDeadline = remaining <= AttemptTimeout;
        return _endsAtDeadline ? remaining : AttemptTimeout;
    }

    public void TimedOut() => IsOutOfTime = _endsAtDeadline;

    public void AddToken(string token) => _tokens = [.. _tokens, token];

    public void BeginAttempt()
    {
        // Polly ignores a timeout of zero or less.
        if (Remaining <= TimeSpan.Zero)
        {
            IsOutOfTime = true;
            throw new TimeoutRejectedException(Timeout);
        }

        Attempts++;
        Body = ResponseBody.None;
    }

    public void GotNoToken()
    {
        LastFailure = "ApiTokenProvider returned no token in time";
        NeverReachedServer = true;
    }

    public void Failed(HttpResponseMessage response, Attempt attempt)
    {
        MayHaveBeenProcessed |= attempt.MayHaveBeenProcessed;
        LastFailure = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
    }

    public void Failed(Exception exception, bool neverReachedServer)
    {
        NeverReachedServer = neverReachedServer;
        MayHaveBeenProcessed |= !neverReachedServer;
        LastFailure = exception is OperationCanceledException ? "no response in time" : exception.GetType().Name;
    }
}
