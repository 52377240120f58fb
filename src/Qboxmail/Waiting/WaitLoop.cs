using System.Runtime.ExceptionServices;
using Qboxmail.Http;

namespace Qboxmail.Waiting;

/// <summary>Polls resources until each one is ready, has failed or no longer exists, or until the timeout elapses.</summary>
internal sealed class WaitLoop<T>(
    StateEvaluator<T> evaluator, ResourcePoll<T> poll, IEnumerable<string> codes, WaitOptions? options, ApiConnection? connection)
    where T : class
{
    private readonly WaitTimer _timer = new(options, connection);
    private readonly List<WaitOutcome<T>> _ready = [];
    private readonly List<WaitOutcome<T>> _failed = [];
    private readonly Dictionary<string, WaitOutcome<T>> _pending = codes.Distinct(StringComparer.Ordinal)
        .ToDictionary(code => code, code => new WaitOutcome<T>(code, resource: null), StringComparer.Ordinal);
    private HashSet<string> _missedBefore = [];

    /// <summary>Gets the resource of a wait for one resource, or <see langword="null"/> in a wait for several.</summary>
    private WaitOutcome<T>? Only => _pending.Values.Concat(_ready).Concat(_failed).ToList() is [var only] ? only : null;

    /// <summary>Polls one resource until the evaluator ends the wait, or the timeout.</summary>
    /// <param name="evaluator">The evaluator for the state of the resource.</param>
    /// <param name="poll">The source of the current state of the resource.</param>
    /// <param name="code">The code of the resource.</param>
    /// <param name="options">The options of the wait.</param>
    /// <param name="connection">The source of the time provider and telemetry, or <see langword="null"/> if the client is a test double.</param>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    /// <param name="method">The name of the calling method, for the name of the activity.</param>
    /// <param name="argument">The name of the caller's parameter, for exceptions.</param>
    /// <returns>The resource in its last known state.</returns>
    public static Task<T> RunAsync(
        StateEvaluator<T> evaluator, ResourcePoll<T> poll, string code, WaitOptions? options, ApiConnection? connection,
        CancellationToken cancellationToken, [CallerMemberName] string method = "", [CallerArgumentExpression(nameof(code))] string argument = "")
    {
        // No list contains an empty code, so the resource would count as deleted.
        if (string.IsNullOrWhiteSpace(code))
        {
            throw code is null ? new ArgumentNullException(argument) : new ArgumentException("A code must not be empty.", argument);
        }

        var wait = new WaitLoop<T>(evaluator, poll, new[] { code }, options, connection);
        return Telemetry.TraceAsync(evaluator.ActivityName(method), () => wait.RunOneAsync(cancellationToken), cancellationToken)!;
    }

    /// <summary>Waits for several resources in one loop.</summary>
    public static Task<WaitResult<T>> RunAllAsync(
        StateEvaluator<T> evaluator, ResourcePoll<T> poll, IEnumerable<string> codes, WaitOptions? options, ApiConnection? connection,
        CancellationToken cancellationToken, [CallerMemberName] string method = "")
    {
        var wait = new WaitLoop<T>(evaluator, poll, Validated(codes), options, connection);
        return Telemetry.TraceAsync(evaluator.ActivityName(method), () => wait.RunAsync(cancellationToken), cancellationToken);
    }

    private static IEnumerable<string> Validated(IEnumerable<string> codes) => (codes ?? throw new ArgumentNullException(nameof(codes)))
        .Select(code => string.IsNullOrWhiteSpace(code)
            ? throw new ArgumentException("The codes must not contain null or an empty code.", nameof(codes))
            : code);

    private async Task<T?> RunOneAsync(CancellationToken cancellationToken)
    {
        var result = await RunAsync(cancellationToken).ConfigureAwait(false);

        if (result.Pending is [var pending])
        {
            throw result.ToException(DescribeTimeout(pending), poll.Error);
        }

        if (PollErrors.IsUnknownRoute(poll.Error))
        {
            ExceptionDispatchInfo.Capture(poll.Error!).Throw();
        }

        return result.Failed is [var failed]
            ? throw result.ToException(
                $"The {evaluator.Kind} {failed.Code} {(poll.Missing.Count == 0 ? "has failed" : "does not exist")}. Last state: {failed}.",
                poll.Error)
            : result.Ready[0].Resource;
    }

    private async Task<WaitResult<T>> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (_pending.Count > 0)
            {
                await _timer.PollAsync(evaluator.Kind, PollAsync, cancellationToken).ConfigureAwait(false);
                Apply();

                if (_pending.Count > 0 && !await PauseAsync(cancellationToken).ConfigureAwait(false))
                {
                    break;
                }
            }

            return new WaitResult<T>(_ready, _failed, _pending.Values.ToList()) { Advise = evaluator.Advise };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(DescribeCancellation(), cancellationToken);
        }
    }

    private Task PollAsync(CancellationToken cancellationToken) => poll.RunAsync(_pending.Keys.ToList(), IsOverdue, cancellationToken);

    private Task<bool> PauseAsync(CancellationToken cancellationToken) =>
        _timer.PauseAsync(PollErrors.RetryAfterOf(poll.Error), cancellationToken);

    /// <summary>Processes the result of the last poll. Exceptions thrown by the evaluator or by Progress propagate.</summary>
    private void Apply()
    {
        foreach (var (code, item) in poll.Found)
        {
            Observe(new WaitOutcome<T>(code, item, evaluator.Status(item), evaluator.StatusDetail(item)), item);
        }

        foreach (var code in poll.Missing.Where(IsGone).ToList())
        {
            var last = _pending[code];
            Complete(last, evaluator.IsDeletion ? _ready : _failed);
            Report(last);
        }

        _missedBefore = new HashSet<string>(poll.Missing, StringComparer.Ordinal);
        connection?.Telemetry.Logger.Polled(
            evaluator.Kind, Only?.ToString() ?? $"{_ready.Count} ready, {_failed.Count} failed, {_pending.Count} pending");
    }

    private void Observe(WaitOutcome<T> now, T item)
    {
        var before = _pending[now.Code];
        _pending[now.Code] = now;

        switch (evaluator.Evaluate(item))
        {
            case WaitVerdict.Ready: Complete(now, _ready); break;
            case WaitVerdict.Failed: Complete(now, _failed); break;
        }

        if (before.Resource is null || before.ToString() != now.ToString())
        {
            Report(now);
        }
    }

    private bool IsOverdue(string code) =>
        evaluator.IsDeletion || _pending[code].Resource is not null || _timer.Elapsed >= PollErrors.CreationGracePeriod;

    // A lagging replica, or an item that moves between pages, can cause a single miss. Two misses in a row are conclusive.
    private bool IsGone(string code) =>
        IsOverdue(code)
        && (_missedBefore.Contains(code) || (evaluator.IsDeletion && poll.IsConclusive && _pending[code].Resource is null));

    private void Complete(WaitOutcome<T> outcome, List<WaitOutcome<T>> into)
    {
        _pending.Remove(outcome.Code);
        into.Add(outcome);
    }

    private void Report(WaitOutcome<T> outcome) =>
        _timer.Options.Progress?.Report(new WaitProgress(outcome.Code, outcome.Status, outcome.StatusDetail, _timer.Elapsed, _timer.Polls)
        {
            ReadyCount = _ready.Count,
            FailedCount = _failed.Count,
            PendingCount = _pending.Count,
        });

    private string DescribeCancellation() => Only is { } only
        ? $"The wait for the {evaluator.Kind} {only.Code} was canceled. Last state: {only}."
        : $"The wait was canceled with {_pending.Count} of {_pending.Count + _ready.Count + _failed.Count} resources pending: {SomePending()}.";

    private string SomePending() => string.Join(", ", _pending.Keys.Take(10)) + (_pending.Count > 10 ? ", ..." : "");

    private string DescribeTimeout(WaitOutcome<T> last)
    {
        var retryAfter = PollErrors.RetryAfterOf(poll.Error);
        var reason = retryAfter > _timer.Remaining
            ? $" The API requested a delay of {Seconds(retryAfter):c}, which exceeds the rest of the timeout of {_timer.Options.Timeout:c}."
            : "";

        return $"The {evaluator.Kind} {last.Code} was still {last} after {Seconds(_timer.Elapsed):c} (polls: {_timer.Polls}).{reason}";
    }

    private static TimeSpan Seconds(TimeSpan time) => TimeSpan.FromSeconds(Math.Round(time.TotalSeconds));
}
