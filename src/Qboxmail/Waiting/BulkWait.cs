using System.Globalization;
using Qboxmail.Http;
using Qboxmail.Internal;

namespace Qboxmail.Waiting;

/// <summary>Where many resources are found.</summary>
/// <param name="List">All of them, in pages of the given size.</param>
/// <param name="Get">One of them; null when no documented operation gets one.</param>
/// <param name="Code">Code of a row.</param>
internal sealed record BulkWaitSource<T>(Func<PagingOptions, CancellationToken, PagedAsyncEnumerable<T>> List, Func<string, CancellationToken, Task<T>>? Get, Func<T, string> Code);

/// <summary>Waits for many resources of a list. While many are pending, a few pages tell of all; when few are, they are asked for one by one.</summary>
internal sealed class BulkWait<T>
    where T : class
{
    private readonly StateEvaluator<T> _evaluator;
    private readonly BulkWaitSource<T> _source;
    private readonly WaitOptions _options;
    private readonly TimeProvider _time;
    private readonly Telemetry? _telemetry;
    private readonly long _start;

    private readonly Dictionary<string, WaitOutcome<T>> _pending;
    private readonly List<WaitOutcome<T>> _ready = [];
    private readonly List<WaitOutcome<T>> _failed = [];
    private HashSet<string> _missed = [];
    private TimeSpan _retryAfter;
    private int _polls;
    private int _pages;

    private BulkWait(StateEvaluator<T> evaluator, BulkWaitSource<T> source, IEnumerable<string> codes, WaitOptions? options, ApiConnection? connection)
    {
        _evaluator = evaluator;
        _source = source;
        _options = (options ?? new WaitOptions()).ValidatedCopy();
        _time = connection?.Time ?? TimeProvider.System;
        _telemetry = connection?.Telemetry;
        _start = _time.GetTimestamp();
        _pending = ValidatedCopy(codes).Distinct(StringComparer.Ordinal).ToDictionary(code => code, code => new WaitOutcome<T>(code, resource: null), StringComparer.Ordinal);
    }

    private TimeSpan Elapsed => _time.GetElapsedTime(_start);

    private TimeSpan Remaining => _options.Timeout - Elapsed;

    /// <summary>Waits until each resource is ready, has failed, or the time is over.</summary>
    public static Task<WaitResult<T>> RunAsync(
        StateEvaluator<T> evaluator, BulkWaitSource<T> source, IEnumerable<string> codes, WaitOptions? options, ApiConnection? connection, CancellationToken cancellationToken) =>
        new BulkWait<T>(evaluator, source, codes, options, connection).RunAsync(cancellationToken);

    private static IEnumerable<string> ValidatedCopy(IEnumerable<string> codes) => (codes ?? throw new ArgumentNullException(nameof(codes)))
        .Select(code => string.IsNullOrWhiteSpace(code) ? throw new ArgumentException("A code is null or empty.", nameof(codes)) : code);

    private async Task<WaitResult<T>> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (_pending.Count > 0 && await PollAsync(cancellationToken).ConfigureAwait(false) && _pending.Count > 0
                && PollSchedule.Pause(_options.DelayAfter(_polls), _retryAfter, Remaining) is { } pause)
            {
                await _time.DelayAsync(pause, cancellationToken).ConfigureAwait(false);
            }

            return new WaitResult<T>(_ready, _failed, [.. _pending.Values]);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(
                string.Format(CultureInfo.InvariantCulture, "Waiting was cancelled; {0} of {1} were pending: {2}.", _pending.Count, _pending.Count + _ready.Count + _failed.Count, SomePending()),
                cancellationToken);
        }
    }

    /// <summary>One round; false when the time ended in it.</summary>
    private async Task<bool> PollAsync(CancellationToken cancellationToken)
    {
        using var deadline = _time.CancelAfter(PollSchedule.PollTimeout(Remaining));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);

        _polls++;
        Telemetry.CountPoll(_evaluator.Kind);
        _retryAfter = TimeSpan.Zero;

        try
        {
            var pollIndividually = _source.Get is not null && _pending.Count <= Math.Max(1, _pages);
            await (pollIndividually ? GetEachAsync(_pending.Keys, either.Token) : ReadListAsync(either.Token)).ConfigureAwait(false);
            _telemetry?.Polled(_evaluator.Kind, $"{_ready.Count} ready, {_failed.Count} failed, {_pending.Count} pending");
            return true;
        }
        catch (QboxmailException exception) when (PollSchedule.IsTransient(exception))
        {
            HonorRetryAfter(exception);
            return true;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task ReadListAsync(CancellationToken cancellationToken)
    {
        var missing = new HashSet<string>(_pending.Keys, StringComparer.Ordinal);
        var pages = 0;

        try
        {
            await foreach (var page in _source.List(ListLookup.LargePages, cancellationToken).AsPages().ConfigureAwait(false))
            {
                pages++;
                _pages = page.TotalPages ?? Math.Max(_pages, pages);

                foreach (var row in page.Items.Where(row => missing.Remove(_source.Code(row))))
                {
                    Observe(_source.Code(row), row);
                }

                if (missing.Count == 0)
                {
                    break;
                }
            }
        }
        catch (QboxmailException exception) when (PollSchedule.IsNotFound(exception))
        {
            // Not even what the list belongs to is there.
            MarkMissing(missing);
            return;
        }

        // While others come and go, a row may slip from one page to another that was read already: once missed is not gone.
        if (_source.Get is not null)
        {
            await GetEachAsync(missing.Where(IsOverdue), cancellationToken).ConfigureAwait(false);
        }
        else
        {
            MarkMissing(missing.Where(_missed.Contains));
            _missed = missing;
        }
    }

    private async Task GetEachAsync(IEnumerable<string> codes, CancellationToken cancellationToken)
    {
        foreach (var code in codes.ToList())
        {
            try
            {
                Observe(code, await _source.Get!(code, cancellationToken).ConfigureAwait(false));
            }
            catch (QboxmailException exception) when (PollSchedule.IsNotFound(exception))
            {
                MarkMissing([code]);
            }
            catch (QboxmailException exception) when (PollSchedule.IsTransient(exception) && !PollSchedule.IsRateLimited(exception))
            {
                // It says nothing about the others; a rate limit would hold for all.
                HonorRetryAfter(exception);
            }
        }
    }

    /// <summary>Remembers how long the API asks to wait; in a round with several such wishes the longest.</summary>
    private void HonorRetryAfter(QboxmailException exception)
    {
        if (PollSchedule.RetryAfterOf(exception) > _retryAfter)
        {
            _retryAfter = PollSchedule.RetryAfterOf(exception);
        }
    }

    private void Observe(string code, T row)
    {
        var before = _pending[code];
        var now = new WaitOutcome<T>(code, row, _evaluator.Status(row), _evaluator.StatusDetail(row));

        switch (_evaluator.Evaluate(row))
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

    private void MarkMissing(IEnumerable<string> codes)
    {
        foreach (var last in codes.Where(IsOverdue).Select(code => _pending[code]))
        {
            Complete(last, _failed);
            Report(last);
        }
    }

    private bool IsOverdue(string code) => _pending[code].Resource is not null || Elapsed >= PollSchedule.CreationGracePeriod;

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
