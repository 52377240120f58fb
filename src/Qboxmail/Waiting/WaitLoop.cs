using Qboxmail.Http;

namespace Qboxmail.Waiting;

/// <summary>Asks for a resource again and again until it is what the caller waits for.</summary>
internal sealed class WaitLoop<T>
    where T : class
{
    private readonly Watch<T> _watch;
    private readonly string _code;
    private readonly WaitOptions _options;
    private readonly TimeProvider _time;
    private readonly Telemetry? _telemetry;
    private readonly long _start;

    private T? _last;
    private QboxmailException? _error;
    private string? _reported;
    private int _polls;

    private WaitLoop(Watch<T> watch, string code, WaitOptions? options, ApiConnection? connection)
    {
        _watch = watch;
        _code = code;
        _options = (options ?? new WaitOptions()).Checked();
        _time = connection?.Time ?? TimeProvider.System;
        _telemetry = connection?.Telemetry;
        _start = _time.GetTimestamp();
    }

    private TimeSpan Elapsed => _time.GetElapsedTime(_start);

    private TimeSpan Remaining => _options.Timeout - Elapsed;

    /// <summary>Waits until the resource is judged ready.</summary>
    /// <param name="watch">What its states mean.</param>
    /// <param name="code">Its code.</param>
    /// <param name="poll">Asks for it.</param>
    /// <param name="options">How to wait.</param>
    /// <param name="connection">Where the time comes from; null in a test double.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<T> UntilReadyAsync(
        Watch<T> watch, string code, Func<CancellationToken, Task<T>> poll, WaitOptions? options, ApiConnection? connection, CancellationToken cancellationToken) =>
        new WaitLoop<T>(watch, code, options, connection).RunAsync(poll, isGoneReady: false, cancellationToken)!;

    /// <summary>Waits until the resource does not exist any more.</summary>
    public static Task UntilGoneAsync(
        Watch<T> watch, string code, Func<CancellationToken, Task<T>> poll, WaitOptions? options, ApiConnection? connection, CancellationToken cancellationToken) =>
        new WaitLoop<T>(watch with { Judge = static _ => WaitVerdict.Pending }, code, options, connection).RunAsync(poll, isGoneReady: true, cancellationToken);

    private async Task<T?> RunAsync(Func<CancellationToken, Task<T>> poll, bool isGoneReady, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                if (await PollAsync(poll, cancellationToken).ConfigureAwait(false) is { } seen)
                {
                    var verdict = _watch.Judge(seen);
                    Report(verdict);

                    switch (verdict)
                    {
                        case WaitVerdict.Ready: return seen;
                        case WaitVerdict.Failed: throw Failed("has failed");
                    }
                }
                else if (Polling.IsNotFound(_error!))
                {
                    if (isGoneReady)
                    {
                        return null;
                    }

                    if (_last is not null || Elapsed >= Polling.TimeToAppear)
                    {
                        throw Failed("does not exist");
                    }
                }

                var pause = Polling.Pause(_options.DelayAfter(_polls), Polling.AskedPause(_error), Remaining) ?? throw TimedOut();
                await _time.DelayAsync(pause, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException($"Waiting for {_watch.Kind} {_code} was cancelled; it was {State}.", cancellationToken);
        }
    }

    /// <summary>The resource, or null when it was not told; then the error says why.</summary>
    private async Task<T?> PollAsync(Func<CancellationToken, Task<T>> poll, CancellationToken cancellationToken)
    {
        using var deadline = _time.CancelAfter(Polling.TimeFor(Remaining));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);

        _polls++;
        Telemetry.CountPoll(_watch.Kind);
        _error = null;

        try
        {
            _last = await poll(either.Token).ConfigureAwait(false);
            return _last;
        }
        catch (QboxmailException exception) when (Polling.IsPassing(exception))
        {
            _error = exception;
            return null;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw TimedOut();
        }
    }

    private string State => _last is null ? StatusText.NotSeen : StatusText.Of(_watch.Status(_last), _watch.StatusDetail(_last));

    private void Report(WaitVerdict verdict)
    {
        _telemetry?.Polled(_watch.Kind, State);

        if (_reported != State)
        {
            _reported = State;
            _options.Progress?.Report(new WaitProgress(_code, _watch.Status(_last!), _watch.StatusDetail(_last!), Elapsed, _polls)
            {
                ReadyCount = verdict == WaitVerdict.Ready ? 1 : 0,
                FailedCount = verdict == WaitVerdict.Failed ? 1 : 0,
                PendingCount = verdict == WaitVerdict.Pending ? 1 : 0,
            });
        }
    }

    private WaitFailedException Failed(string what) => new($"The {_watch.Kind} {_code} {what}; it was {State}.", _error)
    {
        Status = _last is null ? null : _watch.Status(_last),
        StatusDetail = _last is null ? null : _watch.StatusDetail(_last),
        LastResource = _last,
        Failed = [_code],
    };

    private WaitTimeoutException TimedOut()
    {
        var asked = Polling.AskedPause(_error);
        var reason = asked > TimeSpan.Zero && asked > Remaining
            ? $", and the API asks to wait {Seconds(asked):c}, longer than is left of {_options.Timeout:c}"
            : "";

        return new($"The {_watch.Kind} {_code} was still {State} after {Seconds(Elapsed):c} ({_polls} polls){reason}.", _error)
        {
            Status = _last is null ? null : _watch.Status(_last),
            StatusDetail = _last is null ? null : _watch.StatusDetail(_last),
            LastResource = _last,
            Pending = [_code],
        };
    }

    private static TimeSpan Seconds(TimeSpan time) => TimeSpan.FromSeconds(Math.Round(time.TotalSeconds));
}
