using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Qboxmail.Http;

namespace Qboxmail.Waiting;

/// <summary>Polls one resource until it reaches the state that the caller waits for.</summary>
internal sealed class WaitLoop<T>(
    StateEvaluator<T> evaluator, string code, Func<CancellationToken, Task<T>> poll, WaitOptions? options, ApiConnection? connection)
    where T : class
{
    private readonly WaitTimer _timer = new(options, connection);
    private WaitOutcome<T> _last = new(code ?? "", resource: null);
    private QboxmailException? _error;
    private string? _reported;
    private int _misses;

    // A lagging replica can return 404 once for a resource that exists.
    private bool IsGone => _misses > 1 && (_last.Resource is not null || _timer.Elapsed >= PollErrors.CreationGracePeriod);

    private bool IsDeleted => _misses > (_last.Resource is null ? 0 : 1);

    /// <summary>Waits until the evaluator returns ready, or until the resource to be deleted no longer exists.</summary>
    /// <param name="evaluator">Evaluates the state of the resource.</param>
    /// <param name="code">The code of the resource.</param>
    /// <param name="poll">Gets the resource.</param>
    /// <param name="options">The options of the wait.</param>
    /// <param name="connection">The source of time and telemetry; null in a test double.</param>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    /// <param name="method">The method that waits, for the name of the activity.</param>
    /// <returns>The resource as last seen; null after a deletion.</returns>
    public static Task<T> RunAsync(
        StateEvaluator<T> evaluator, string code, Func<CancellationToken, Task<T>> poll, WaitOptions? options, ApiConnection? connection,
        CancellationToken cancellationToken, [CallerMemberName] string method = "")
    {
        var wait = new WaitLoop<T>(evaluator, code, poll, options, connection);
        return Telemetry.TraceAsync(evaluator.ActivityName(method), () => wait.RunAsync(cancellationToken), cancellationToken)!;
    }

    private async Task<T?> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                if (await PollAsync(cancellationToken).ConfigureAwait(false) is { } seen)
                {
                    var verdict = evaluator.Evaluate(seen);
                    Report(verdict);

                    switch (verdict)
                    {
                        case WaitVerdict.Ready: return seen;
                        case WaitVerdict.Failed: throw Failed("has failed");
                    }
                }
                else if (evaluator.IsDeletion ? IsDeleted : IsGone)
                {
                    ThrowIfUnknownRoute();
                    return evaluator.IsDeletion ? null : throw Failed("does not exist");
                }

                if (!await _timer.PauseAsync(PollErrors.RetryAfterOf(_error), cancellationToken).ConfigureAwait(false))
                {
                    throw TimedOut();
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException($"Waiting for the {evaluator.Kind} {code} was canceled. Last state: {_last}.", cancellationToken);
        }
    }

    /// <summary>Gets the resource, or null after a transient error.</summary>
    private async Task<T?> PollAsync(CancellationToken cancellationToken)
    {
        T? seen = null;
        _error = null;

        async Task GetAsync(CancellationToken token) => seen = await poll(token).ConfigureAwait(false);

        try
        {
            if (!await _timer.PollAsync(evaluator.Kind, GetAsync, cancellationToken).ConfigureAwait(false))
            {
                throw TimedOut();
            }

            _last = evaluator.Observe(_last.Code, seen!);
            _misses = 0;
        }
        catch (QboxmailException exception) when (PollErrors.IsTransient(exception))
        {
            _error = exception;
            _misses = PollErrors.IsNotFound(exception) || PollErrors.IsUnknownRoute(exception) ? _misses + 1 : 0;
        }

        return seen;
    }

    private void ThrowIfUnknownRoute()
    {
        if (PollErrors.IsUnknownRoute(_error))
        {
            ExceptionDispatchInfo.Capture(_error!).Throw();
        }
    }

    private void Report(WaitVerdict verdict)
    {
        var state = _last.ToString();
        connection?.Telemetry.Polled(evaluator.Kind, state);

        if (_reported != state)
        {
            _reported = state;
            _timer.Report(
                _last,
                ready: verdict == WaitVerdict.Ready ? 1 : 0,
                failed: verdict == WaitVerdict.Failed ? 1 : 0,
                pending: verdict == WaitVerdict.Pending ? 1 : 0);
        }
    }

    private QboxmailWaitFailedException Failed(string reason) =>
        _last.ToFailure($"The {evaluator.Kind} {code} {reason}. Last state: {_last}.", failed: new[] { code }, pending: [], _error);

    private QboxmailWaitTimeoutException TimedOut()
    {
        var retryAfter = PollErrors.RetryAfterOf(_error);
        var reason = retryAfter > TimeSpan.Zero && retryAfter > _timer.Remaining
            ? $" The API asks to retry after {Seconds(retryAfter):c}, which exceeds the rest of the timeout of {_timer.Options.Timeout:c}."
            : "";
        var text = $"The {evaluator.Kind} {code} was still {_last} after {Seconds(_timer.Elapsed):c} ({_timer.Polls} polls).{reason}";

        return _last.ToTimeout(text, pending: new[] { code }, _error);
    }

    private static TimeSpan Seconds(TimeSpan time) => TimeSpan.FromSeconds(Math.Round(time.TotalSeconds));
}
