using Qboxmail.Http;
using Qboxmail.Internal;

namespace Qboxmail.Waiting;

/// <summary>Asks for a resource again and again until it is what the caller waits for.</summary>
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
    private string? _reported;
    private int _polls;

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

    /// <summary>Waits until the resource is judged ready.</summary>
    /// <param name="evaluator">What its states mean.</param>
    /// <param name="code">Its code.</param>
    /// <param name="poll">Asks for it.</param>
    /// <param name="options">How to wait.</param>
    /// <param name="connection">Where the time comes from; null in a test double.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<T> UntilReadyAsync(
        StateEvaluator<T> evaluator, string code, Func<CancellationToken, Task<T>> poll, WaitOptions? options, ApiConnection? connection, CancellationToken cancellationToken) =>
        new WaitLoop<T>(evaluator, code, options, connection).RunAsync(poll, isGoneReady: false, cancellationToken)!;

    /// <summary>Waits until the resource does not exist any more.</summary>
    public static Task UntilDeletedAsync(
        StateEvaluator<T> evaluator, string code, Func<CancellationToken, Task<T>> poll, WaitOptions? options, ApiConnection? connection, CancellationToken cancellationToken) =>
        new WaitLoop<T>(evaluator with { Evaluate = static _ => WaitVerdict.Pending }, code, options, connection).RunAsync(poll, isGoneReady: true, cancellationToken);

    private async Task<T?> RunAsync(Func<CancellationToken, Task<T>> poll, bool isGoneReady, CancellationToken cancellationToken)
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
                else if (PollSchedule.IsNotFound(_error!))
                {
                    if (isGoneReady)
                    {
                        return null;
                    }

                    if (_last is not null || Elapsed >= PollSchedule.CreationGracePeriod)
                    {
                        throw Failed("does not exist");
                    }
                }

                var pause = PollSchedule.Pause(_options.DelayAfter(_polls), PollSchedule.RetryAfterOf(_error), Remaining) ?? throw TimedOut();
                await _time.DelayAsync(pause, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException($"Waiting for {_evaluator.Kind} {_code} was cancelled; it was {State}.", cancellationToken);
        }
    }

    /// <summary>The resource, or null when it was not told; then the error says why.</summary>
    private async Task<T?> PollAsync(Func<CancellationToken, Task<T>> poll, CancellationToken cancellationToken)
    {
        using var deadline = _time.CancelAfter(PollSchedule.PollTimeout(Remaining));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);

        _polls++;
        Telemetry.CountPoll(_evaluator.Kind);
        _error = null;

        try
        {
            _last = await poll(either.Token).ConfigureAwait(false);
            return _last;
        }
        catch (QboxmailException exception) when (PollSchedule.IsTransient(exception))
        {
            _error = exception;
            return null;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw TimedOut();
        }
    }

    private string State => _last is null ? StatusText.NotSeen : StatusText.Of(_evaluator.Status(_last), _evaluator.StatusDetail(_last));

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

    private QboxmailWaitFailedException Failed(string what) => new($"The {_evaluator.Kind} {_code} {what}; it was {State}.", _error)
    {
        Status = _last is null ? null : _evaluator.Status(_last),
        StatusDetail = _last is null ? null : _evaluator.StatusDetail(_last),
        LastResource = _last,
        Failed = [_code],
    };

    private QboxmailWaitTimeoutException TimedOut()
    {
        var asked = PollSchedule.RetryAfterOf(_error);
        var reason = asked > TimeSpan.Zero && asked > Remaining
            ? $", and the API asks to wait {Seconds(asked):c}, longer than is left of {_options.Timeout:c}"
            : "";

        return new($"The {_evaluator.Kind} {_code} was still {State} after {Seconds(Elapsed):c} ({_polls} polls){reason}.", _error)
        {
            Status = _last is null ? null : _evaluator.Status(_last),
            StatusDetail = _last is null ? null : _evaluator.StatusDetail(_last),
            LastResource = _last,
            Pending = [_code],
        };
    }

    private static TimeSpan Seconds(TimeSpan time) => TimeSpan.FromSeconds(Math.Round(time.TotalSeconds));
}
