using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Qboxmail.Http;
using Qboxmail.Internal;

namespace Qboxmail.Waiting;

/// <summary>Polls one resource until it reaches the state that the caller waits for.</summary>
internal sealed class WaitLoop<T>
    where T : class
{
    private readonly StateEvaluator<T> _evaluator;
    private readonly string _code;
    private readonly WaitOptions _options;
    private readonly TimeProvider _time;
    private readonly Telemetry? _telemetry;
    private readonly long _start;

    private T? _last;
    private QboxmailException? _error;
    private TimeSpan _suggestedPause;
    private string? _reported;
    private int _polls;
    private int _misses;

    private WaitLoop(StateEvaluator<T> evaluator, string code, WaitOptions? options, ApiConnection? connection)
    {
        _evaluator = evaluator;
        _code = code;
        _options = (options ?? new WaitOptions()).ValidatedCopy();
        _time = connection?.Time ?? TimeProvider.System;
        _telemetry = connection?.Telemetry;
        _start = _time.GetTimestamp();
    }

    private TimeSpan Elapsed => _time.GetElapsedTime(_start);

    private TimeSpan Remaining => _options.Timeout - Elapsed;

    private string State => _evaluator.Describe(_last);

    // A lagging replica can return 404 once for a resource that exists.
    private bool IsGone => _misses > 1 && (_last is not null || Elapsed >= PollSchedule.CreationGracePeriod);

    private bool IsDeleted => _misses > (_last is null ? 0 : 1);

    /// <summary>Waits until the evaluator returns ready.</summary>
    /// <param name="evaluator">Evaluates the state of the resource.</param>
    /// <param name="code">The code of the resource.</param>
    /// <param name="poll">Gets the resource.</param>
    /// <param name="options">The options of the wait.</param>
    /// <param name="connection">The source of time and telemetry; null in a test double.</param>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    /// <param name="method">The method that waits, for the name of the activity.</param>
    public static Task<T> UntilReadyAsync(
        StateEvaluator<T> evaluator, string code, Func<CancellationToken, Task<T>> poll, WaitOptions? options, ApiConnection? connection,
        CancellationToken cancellationToken, [CallerMemberName] string method = "") =>
        new WaitLoop<T>(evaluator, code, options, connection).TraceAsync(poll, isDeletion: false, method, cancellationToken)!;

    /// <summary>Waits until the resource no longer exists.</summary>
    public static Task UntilDeletedAsync(
        StateEvaluator<T> evaluator, string code, Func<CancellationToken, Task<T>> poll, WaitOptions? options, ApiConnection? connection,
        CancellationToken cancellationToken, [CallerMemberName] string method = "") =>
        new WaitLoop<T>(evaluator, code, options, connection).TraceAsync(poll, isDeletion: true, method, cancellationToken);

    private Task<T?> TraceAsync(Func<CancellationToken, Task<T>> poll, bool isDeletion, string method, CancellationToken cancellationToken) =>
        Telemetry.TraceAsync(_evaluator.ActivityName(method), () => RunAsync(poll, isDeletion, cancellationToken), cancellationToken);

    private async Task<T?> RunAsync(Func<CancellationToken, Task<T>> poll, bool isDeletion, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                if (await PollAsync(poll, cancellationToken).ConfigureAwait(false) is { } seen)
                {
                    var verdict = _evaluator.Evaluate(seen);
                    Report(verdict);

                    switch (verdict)
                    {
                        case WaitVerdict.Ready: return seen;
                        case WaitVerdict.Failed: throw Failed("has failed");
                    }
                }
                else if (isDeletion ? IsDeleted : IsGone)
                {
                    ThrowIfUnknownRoute();
                    return isDeletion ? null : throw Failed("does not exist");
                }

                var planned = _options.DelayAfter(_polls, _suggestedPause);
                var pause = PollSchedule.Pause(planned, PollSchedule.RetryAfterOf(_error), Remaining) ?? throw TimedOut();
                await _time.DelayAsync(pause, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException($"Waiting for the {_evaluator.Kind} {_code} was canceled. Last state: {State}.", cancellationToken);
        }
    }

    /// <summary>Gets the resource, or null after a transient error.</summary>
    private async Task<T?> PollAsync(Func<CancellationToken, Task<T>> poll, CancellationToken cancellationToken)
    {
        using var deadline = _time.CancelAfter(PollSchedule.PollTimeout(Remaining));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var suggestion = RetryAfterSuggestion.Collect();

        _polls++;
        Telemetry.CountPoll(_evaluator.Kind);
        _error = null;

        try
        {
            _last = await poll(either.Token).ConfigureAwait(false);
            _misses = 0;
            return _last;
        }
        catch (QboxmailException exception) when (PollSchedule.IsTransient(exception))
        {
            _error = exception;
            _misses = PollSchedule.IsNotFound(exception) || PollSchedule.IsUnknownRoute(exception) ? _misses + 1 : 0;
            return null;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw TimedOut();
        }
        finally
        {
            _suggestedPause = suggestion.Longest;
        }
    }

    private void ThrowIfUnknownRoute()
    {
        if (PollSchedule.IsUnknownRoute(_error))
        {
            ExceptionDispatchInfo.Capture(_error!).Throw();
        }
    }

    private void Report(WaitVerdict verdict)
    {
        _telemetry?.Polled(_evaluator.Kind, State);

        if (_reported != State)
        {
            _reported = State;
            _options.Progress?.Report(new WaitProgress(_code, _evaluator.Status(_last!), _evaluator.StatusDetail(_last!), Elapsed, _polls)
            {
                ReadyCount = verdict == WaitVerdict.Ready ? 1 : 0,
                FailedCount = verdict == WaitVerdict.Failed ? 1 : 0,
                PendingCount = verdict == WaitVerdict.Pending ? 1 : 0,
            });
        }
    }

    private QboxmailWaitFailedException Failed(string reason) => new($"The {_evaluator.Kind} {_code} {reason}. Last state: {State}.", _error)
    {
        Status = _last is null ? null : _evaluator.Status(_last),
        StatusDetail = _last is null ? null : _evaluator.StatusDetail(_last),
        LastResource = _last,
        Failed = [_code],
    };

    private QboxmailWaitTimeoutException TimedOut()
    {
        var retryAfter = PollSchedule.RetryAfterOf(_error);
        var reason = retryAfter > TimeSpan.Zero && retryAfter > Remaining
            ? $" The API asks to retry after {Seconds(retryAfter):c}, which exceeds the rest of the timeout of {_options.Timeout:c}."
            : "";

        return new($"The {_evaluator.Kind} {_code} was still {State} after {Seconds(Elapsed):c} ({_polls} polls).{reason}", _error)
        {
            Status = _last is null ? null : _evaluator.Status(_last),
            StatusDetail = _last is null ? null : _evaluator.StatusDetail(_last),
            LastResource = _last,
            Pending = [_code],
        };
    }

    private static TimeSpan Seconds(TimeSpan time) => TimeSpan.FromSeconds(Math.Round(time.TotalSeconds));
}
