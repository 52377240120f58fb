using System.Collections.Concurrent;
using Qboxmail.Paging;

namespace Qboxmail.Clients;

/// <summary>
/// Creates those resources of a bulk job that do not exist yet, with limited concurrency. A 429 response delays all further creations. An error that
/// would affect every request, such as 401, stops the job.
/// </summary>
/// <param name="requests">The requests.</param>
/// <param name="nameOf">A delegate that gets the canonical name of the resource that a request creates.</param>
/// <param name="options">The validated options.</param>
/// <param name="time">The time provider.</param>
internal sealed class BulkCreation<TRequest>(IReadOnlyList<TRequest> requests, Func<TRequest, string> nameOf, BulkOptions options, TimeProvider time)
    where TRequest : class
{
    private readonly BulkOutcome<TRequest>?[] _outcomes = new BulkOutcome<TRequest>?[requests.Count];
    private readonly RateLimitGate _gate = new(time);
    private volatile QboxmailApiException? _stop;
    private int _completed;

    /// <summary>Runs the job and returns the outcomes in the order of the requests.</summary>
    /// <param name="list">A delegate that gets the codes of the existing resources, keyed by canonical name.</param>
    /// <param name="create">A delegate that creates a resource, or finds it if the outcome of the creation is unknown.</param>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    public async Task<IReadOnlyList<BulkOutcome<TRequest>>> RunAsync(
        Func<CancellationToken, Task<IReadOnlyDictionary<string, string>>> list,
        Func<TRequest, CancellationToken, Task<(bool Created, string Code)>> create,
        CancellationToken cancellationToken)
    {
        RateLimitGate.Current = _gate;
        using var abort = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        try
        {
            var absent = new ConcurrentQueue<int[]>();
            var existing = requests.Count > 0 ? await list(abort.Token).ConfigureAwait(false) : new Dictionary<string, string>();

            // Requests with the same name create one resource.
            foreach (var indexes in Enumerable.Range(0, requests.Count).GroupBy(index => nameOf(requests[index]), StringComparer.Ordinal))
            {
                if (existing.TryGetValue(indexes.Key, out var code))
                {
                    Complete([.. indexes], code);
                }
                else
                {
                    absent.Enqueue([.. indexes]);
                }
            }

            await Task.WhenAll(Enumerable.Range(0, options.MaxConcurrency).Select(_ => WorkAsync(absent, create, abort))).ConfigureAwait(false);
            return _outcomes!;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            var text = FormattableString.Invariant(
                $"The bulk creation was canceled. {_completed} of {requests.Count} requests were completed. ")
                + "Repeat the call with the same requests to process the rest.";
            throw new OperationCanceledException(text, cancellationToken);
        }
    }

    private async Task WorkAsync(
        ConcurrentQueue<int[]> absent, Func<TRequest, CancellationToken, Task<(bool Created, string Code)>> create, CancellationTokenSource abort)
    {
        try
        {
            while (absent.TryDequeue(out var indexes))
            {
                if (_stop is null)
                {
                    await _gate.WaitAsync(abort.Token).ConfigureAwait(false);
                }

                if (_stop is { } stop)
                {
                    Complete(indexes, code: null, exception: NotSent(stop), skipped: true);
                    continue;
                }

                try
                {
                    var (created, code) = await create(requests[indexes[0]], abort.Token).ConfigureAwait(false);
                    Complete(indexes, code, created);
                }
                catch (Exception exception) when (exception is QboxmailException or ArgumentException)
                {
                    Observe(exception);
                    Complete(indexes, code: null, exception: exception);
                }
            }
        }
        catch
        {
            abort.Cancel();
            throw;
        }
    }

    private void Observe(Exception exception)
    {
        switch (exception)
        {
            case QboxmailApiException { Reason: QboxmailErrorReason.RateLimited, RetryAfter: { } retryAfter }:
                _gate.Close(retryAfter);
                break;

            case QboxmailApiException { Reason: QboxmailErrorReason.Unauthorized or QboxmailErrorReason.BillingProfileRequired } stop:
                _stop ??= stop;
                break;
        }
    }

    private static QboxmailException NotSent(QboxmailApiException stop) =>
        new($"The request was not sent, because an earlier request failed with an error that affects all requests. {stop.Message}", stop)
        {
            OperationId = stop.OperationId,
        };

    private void Complete(int[] indexes, string? code, bool created = false, Exception? exception = null, bool skipped = false)
    {
        // The lock keeps reports from overlapping, as BulkOptions.Progress documents.
        lock (_outcomes)
        {
            foreach (var index in indexes)
            {
                var outcome = new BulkOutcome<TRequest>(requests[index], code, created && index == indexes[0], exception) { Skipped = skipped };
                _outcomes[index] = outcome;
                _completed++;
                options.Progress?.Report(new BulkProgress(index, outcome) { CompletedCount = _completed, TotalCount = requests.Count });
            }
        }
    }
}
