using System.Globalization;
using System.Runtime.CompilerServices;
using Qboxmail.Http;

namespace Qboxmail.Waiting;

/// <summary>Waits for several resources at once.</summary>
internal sealed class BulkWait<T>(
    StateEvaluator<T> evaluator, BulkWaitSource<T> source, IEnumerable<string> codes, WaitOptions? options, ApiConnection? connection)
    where T : class
{
    private readonly BulkPoll<T> _poll = new(source);
    private readonly WaitTimer _timer = new(options, connection);
    private readonly List<WaitOutcome<T>> _ready = [];
    private readonly List<WaitOutcome<T>> _failed = [];
    private readonly Dictionary<string, WaitOutcome<T>> _pending = ValidatedCopy(codes).Distinct(StringComparer.Ordinal)
        .ToDictionary(code => code, code => new WaitOutcome<T>(code, resource: null), StringComparer.Ordinal);
    private HashSet<string> _missedBefore = [];

    /// <summary>Waits until each resource is ready, has failed or, to be deleted, no longer exists, or until the timeout.</summary>
    public static Task<WaitResult<T>> RunAsync(
        StateEvaluator<T> evaluator, BulkWaitSource<T> source, IEnumerable<string> codes, WaitOptions? options, ApiConnection? connection,
        CancellationToken cancellationToken, [CallerMemberName] string method = "")
    {
        var wait = new BulkWait<T>(evaluator, source, codes, options, connection);
        return Telemetry.TraceAsync(evaluator.ActivityName(method), () => wait.RunAsync(cancellationToken), cancellationToken);
    }

    private static IEnumerable<string> ValidatedCopy(IEnumerable<string> codes) => (codes ?? throw new ArgumentNullException(nameof(codes)))
        .Select(code => string.IsNullOrWhiteSpace(code)
            ? throw new ArgumentException("The codes must not contain null or an empty code.", nameof(codes))
            : code);

    private async Task<WaitResult<T>> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (_pending.Count > 0)
            {
                var isInTime = await _timer.PollAsync(evaluator.Kind, PollAsync, cancellationToken).ConfigureAwait(false);
                Apply();

                if (!isInTime || _pending.Count == 0 || !await _timer.PauseAsync(_poll.RetryAfter, cancellationToken).ConfigureAwait(false))
                {
                    break;
                }
            }

            return new WaitResult<T>(_ready, _failed, _pending.Values.ToList());
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            var total = _pending.Count + _ready.Count + _failed.Count;
            var text = string.Format(
                CultureInfo.InvariantCulture, "Waiting was canceled. {0} of {1} resources were pending: {2}.", _pending.Count, total, SomePending());
            throw new OperationCanceledException(text, cancellationToken);
        }
    }

    private Task PollAsync(CancellationToken cancellationToken) => _poll.RunAsync(_pending.Keys.ToList(), IsOverdue, cancellationToken);

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
            Complete(last, evaluator.IsDeletion ? _ready : _failed);
            Report(last);
        }

        _missedBefore = new HashSet<string>(_poll.Missing, StringComparer.Ordinal);
        connection?.Telemetry.Polled(evaluator.Kind, $"{_ready.Count} ready, {_failed.Count} failed, {_pending.Count} pending");
    }

    private void Observe(string code, T item)
    {
        var before = _pending[code];
        var now = evaluator.Observe(code, item);

        switch (evaluator.Evaluate(item))
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

    private bool IsOverdue(string code) =>
        evaluator.IsDeletion || _pending[code].Resource is not null || _timer.Elapsed >= PollErrors.CreationGracePeriod;

    private void Complete(WaitOutcome<T> outcome, List<WaitOutcome<T>> into)
    {
        _pending.Remove(outcome.Code);
        into.Add(outcome);
    }

    private void Report(WaitOutcome<T> outcome) => _timer.Report(outcome, _ready.Count, _failed.Count, _pending.Count);

    private string SomePending() => string.Join(", ", _pending.Keys.Take(10)) + (_pending.Count > 10 ? ", ..." : "");
}
