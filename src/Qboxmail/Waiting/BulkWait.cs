using System.Globalization;
using System.Runtime.CompilerServices;
using Qboxmail.Http;
using Qboxmail.Internal;

namespace Qboxmail.Waiting;

/// <summary>Waits for several resources at once.</summary>
internal sealed class BulkWait<T>
    where T : class
{
    private readonly StateEvaluator<T> _evaluator;
    private readonly bool _isDeletion;
    private readonly BulkPoll<T> _poll;
    private readonly WaitOptions _options;
    private readonly TimeProvider _time;
    private readonly Telemetry? _telemetry;
    private readonly long _start;

    private readonly Dictionary<string, WaitOutcome<T>> _pending;
    private readonly List<WaitOutcome<T>> _ready = [];
    private readonly List<WaitOutcome<T>> _failed = [];
    private HashSet<string> _missedBefore = [];
    private TimeSpan _suggestedPause;
    private int _polls;

    private BulkWait(
        StateEvaluator<T> evaluator, bool isDeletion, BulkWaitSource<T> source, IEnumerable<string> codes, WaitOptions? options,
        ApiConnection? connection)
    {
        _evaluator = evaluator;
        _isDeletion = isDeletion;
        _poll = new BulkPoll<T>(source);
        _options = (options ?? new WaitOptions()).ValidatedCopy();
        _time = connection?.Time ?? TimeProvider.System;
        _telemetry = connection?.Telemetry;
        _start = _time.GetTimestamp();
        _pending = ValidatedCopy(codes).Distinct(StringComparer.Ordinal)
            .ToDictionary(code => code, code => new WaitOutcome<T>(code, resource: null), StringComparer.Ordinal);
    }

    private TimeSpan Elapsed => _time.GetElapsedTime(_start);

    private TimeSpan Remaining => _options.Timeout - Elapsed;

    /// <summary>Waits until each resource is ready or has failed, or until the timeout.</summary>
    public static Task<WaitResult<T>> UntilReadyAsync(
        StateEvaluator<T> evaluator, BulkWaitSource<T> source, IEnumerable<string> codes, WaitOptions? options, ApiConnection? connection,
        CancellationToken cancellationToken, [CallerMemberName] string method = "") =>
        new BulkWait<T>(evaluator, isDeletion: false, source, codes, options, connection).TraceAsync(method, cancellationToken);

    /// <summary>Waits until no resource exists, or until the timeout.</summary>
    public static Task<WaitResult<T>> UntilDeletedAsync(
        StateEvaluator<T> evaluator, BulkWaitSource<T> source, IEnumerable<string> codes, WaitOptions? options, ApiConnection? connection,
        CancellationToken cancellationToken, [CallerMemberName] string method = "") =>
        new BulkWait<T>(evaluator, isDeletion: true, source, codes, options, connection).TraceAsync(method, cancellationToken);

    private static IEnumerable<string> ValidatedCopy(IEnumerable<string> codes) => (codes ?? throw new ArgumentNullException(nameof(codes)))
        .Select(code => string.IsNullOrWhiteSpace(code)
            ? throw new ArgumentException("The codes must not contain null or an empty code.", nameof(codes))
            : code);

    private Task<WaitResult<T>> TraceAsync(string method, CancellationToken cancellationToken) =>
        Telemetry.TraceAsync(_evaluator.ActivityName(method), () => RunAsync(cancellationToken), cancellationToken);

    private async Task<WaitResult<T>> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (_pending.Count > 0)
            {
                var isInTime = await PollAsync(cancellationToken).ConfigureAwait(false);
                Apply();

                if (!isInTime || _pending.Count == 0
                    || PollSchedule.Pause(_options.DelayAfter(_polls, _suggestedPause), _poll.RetryAfter, Remaining) is not { } pause)
                {
                    break;
                }

                await _time.DelayAsync(pause, cancellationToken).ConfigureAwait(false);
            }

            return new WaitResult<T>(_ready, _failed, [.. _pending.Values]);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            var total = _pending.Count + _ready.Count + _failed.Count;
            var text = string.Format(
                CultureInfo.InvariantCulture, "Waiting was canceled. {0} of {1} resources were pending: {2}.", _pending.Count, total, SomePending());
            throw new OperationCanceledException(text, cancellationToken);
        }
    }

    /// <summary>Polls once. Returns false when the timeout elapsed.</summary>
    private async Task<bool> PollAsync(CancellationToken cancellationToken)
    {
        using var deadline = _time.CancelAfter(PollSchedule.PollTimeout(Remaining));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var scope = PollScope.Begin();

        _polls++;
        Telemetry.CountPoll(_evaluator.Kind);

        try
        {
            await _poll.RunAsync([.. _pending.Keys], IsOverdue, either.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            _suggestedPause = scope.SuggestedPause;
        }
    }

    /// <summary>Applies what a round found. Exceptions of the evaluator or of Progress propagate.</summary>
    private void Apply()
    {
        foreach (var (code, item) in _poll.Found)
        {
            Observe(code, item);
        }

        // A lagging replica, or an item that moves between pages, can cause a single miss.
        foreach (var code in _poll.Missing.Where(code => _missedBefore.Contains(code) && IsOverdue(code)).ToList())
        {
            var last = _pending[code];
            Complete(last, _isDeletion ? _ready : _failed);
            Report(last);
        }

        _missedBefore = new HashSet<string>(_poll.Missing, StringComparer.Ordinal);
        _telemetry?.Polled(_evaluator.Kind, $"{_ready.Count} ready, {_failed.Count} failed, {_pending.Count} pending");
    }

    private void Observe(string code, T item)
    {
        var before = _pending[code];
        var now = new WaitOutcome<T>(code, item, _evaluator.Status(item), _evaluator.StatusDetail(item));

        switch (_evaluator.Evaluate(item))
        {
            case WaitVerdict.Ready: Complete(now, _ready); break;
            case WaitVerdict.Failed: Complete(now, _failed); break;
            default: _pending[code] = now; break;
        }

        if (before.Resource is null || before.Status != now.Status || before.StatusDetail != now.StatusDetail)
        {
            Report(now);
        }
    }

    private bool IsOverdue(string code) => _isDeletion || _pending[code].Resource is not null || Elapsed >= PollSchedule.CreationGracePeriod;

    private void Complete(WaitOutcome<T> outcome, List<WaitOutcome<T>> into)
    {
        _pending.Remove(outcome.Code);
        into.Add(outcome);
    }

    private void Report(WaitOutcome<T> outcome) => _options.Progress?.Report(
        new WaitProgress(outcome.Code, outcome.Status, outcome.StatusDetail, Elapsed, _polls)
        {
            ReadyCount = _ready.Count,
            FailedCount = _failed.Count,
            PendingCount = _pending.Count,
        });

    private string SomePending() => string.Join(", ", _pending.Keys.Take(10)) + (_pending.Count > 10 ? ", ..." : "");
}
