using Qboxmail.Json;

namespace Qboxmail.Paging;

/// <summary>
/// One walk over a list. Fetches pages ahead when it is told to, hands them out in order, and notices rows that vanish meanwhile: those make the API move
/// the others up, so that the next page number would skip some.
/// </summary>
internal sealed class PageEnumeration<T> : IDisposable
{
    private readonly Func<int, int, CancellationToken, Task<Page<T>>> _getPage;
    private readonly PagingOptions _options;
    private readonly CallerCancellation _tokens;
    private readonly CancellationTokenSource _stop;
    private CancellationTokenSource? _prefetchCancellation;
    private readonly Queue<Task<Page<T>>> _prefetched = new();
    private readonly RecentRows _handedOut;
    private readonly EndDetector _end = new();

    private int _next;
    private bool _isOver;
    private Page<T>? _previous;
    private Page<T>? _deferredPage;
    private long _lowestReread = long.MaxValue;

    public PageEnumeration(
        Func<int, int, CancellationToken, Task<Page<T>>> getPage, PagingOptions options, CancellationToken listToken, CancellationToken enumerationToken)
    {
        _getPage = getPage;
        _options = options;
        _tokens = new CallerCancellation(listToken, enumerationToken);
        _stop = _tokens.Link();
        _handedOut = new RecentRows(Math.Max(options.RowsRemembered, (options.PrefetchPages + 2) * options.PageSize));
        _next = options.StartPage;
    }

    /// <summary>The next page, without rows that were handed out before; null when there is none.</summary>
    public async Task<Page<T>?> NextAsync()
    {
        // Pages that were fetched ahead would come all the same.
        ThrowIfCancelled();

        while (!_isOver)
        {
            // What was fetched before another page was read again may have come with that: it tells nothing about the end.
            var isStale = _deferredPage is not null;
            var page = await DequeueAsync().ConfigureAwait(false);

            if (_previous is not null && HasLostRows(page))
            {
                page = await RereadOverlapAsync(page).ConfigureAwait(false);
            }
            else
            {
                var newRows = _handedOut.Without(page.Items);
                _isOver = _end.Observe(page, newRows.Count > 0 || isStale, out var holdsNothing);
                page = page.With(holdsNothing ? [] : _options.HandleConcurrentDeletes ? newRows : page.Items);
            }

            var isFirst = _previous is null;
            _previous = page;
            _handedOut.Add(page.Items);

            if (page.Items.Count > 0 || isFirst)
            {
                return page;
            }
        }

        return null;
    }

    public void ThrowIfCancelled() => _tokens.ThrowIfCancelled();

    /// <summary>Begins to fetch the pages that follow the present one.</summary>
    public void Prefetch()
    {
        if (_isOver || _options.PrefetchPages == 0)
        {
            return;
        }

        // Where the API does not say how many pages there are, asking for more than the next may ask for what is not there.
        var last = _previous?.TotalPages ?? _next;
        var count = _previous?.TotalPages is null ? 1 : _options.PrefetchPages;

        while (_prefetched.Count < count && _next <= last && _deferredPage is null)
        {
            _prefetchCancellation ??= CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            _prefetched.Enqueue(GetAsync(_next++, _prefetchCancellation.Token));
        }
    }

    /// <summary>Ends everything that is under way.</summary>
    public void Dispose()
    {
        CancelPrefetch();
        _stop.Cancel();
        _stop.Dispose();
    }

    /// <summary>Fetches a page. A list that gave one is there: a 404 says no more than that it has no rows at this place, or none any more.</summary>
    private async Task<Page<T>> GetAsync(int number, CancellationToken cancellationToken)
    {
        try
        {
            return await _getPage(number, _options.PageSize, cancellationToken).ConfigureAwait(false);
        }
        catch (QboxmailApiException exception) when (exception.Reason == QboxmailErrorReason.NotFound && _previous is not null)
        {
            return new Page<T>([], number);
        }
    }

    private async Task<Page<T>> DequeueAsync()
    {
        if (_deferredPage is { } page)
        {
            _deferredPage = null;
            return page;
        }

        return await _tokens.RethrowWithCallerTokenAsync(_prefetched.Count > 0 ? _prefetched.Dequeue() : GetAsync(_next++, _stop.Token)).ConfigureAwait(false);
    }

    /// <summary>Whether there are fewer rows than when the page before was fetched. Each time there must be fewer than ever, so that a server that lies cannot hold the walk.</summary>
    private bool HasLostRows(Page<T> page) =>
        _options.HandleConcurrentDeletes && _handedOut.CanRecognise && EstimateTotal(page) is { } rows && rows < _previous!.TotalCount && rows < _lowestReread;

    /// <summary>How many rows the list has, as far as the page tells: behind one without rows there are none.</summary>
    private long? EstimateTotal(Page<T> page) => page.TotalCount ?? (page.Items.Count == 0 ? (page.Number - 1L) * SizeOf(page) : null);

    private int SizeOf(Page<T> page) => page.Pagination?.Per ?? _previous?.Pagination?.Per ?? _options.PageSize;

    /// <summary>Reads the pages before once more, back to a row that was handed out, and returns what follows it there.</summary>
    private async Task<Page<T>> RereadOverlapAsync(Page<T> page)
    {
        var before = _previous!;
        var size = SizeOf(page);
        _lowestReread = EstimateTotal(page)!.Value;
        var lost = before.TotalCount!.Value - _lowestReread;

        for (var number = before.Number; ; number--)
        {
            var again = await _tokens.RethrowWithCallerTokenAsync(GetAsync(number, _stop.Token)).ConfigureAwait(false);
            lost = Math.Max(lost, before.TotalCount.Value - (again.TotalCount ?? before.TotalCount.Value));

            // Rows move up by no more places than rows were lost, so that what stands further up was handed out for sure. Without a total nobody knows.
            var surelyHandedOut = again.TotalCount is null ? -1 : ((long)before.Number * size) - lost - ((long)(number - 1) * size);
            var known = _handedOut.LastIn(again.Items);

            if (known >= 0 || surelyHandedOut >= 0 || number == 1)
            {
                ResumeFrom(number, before, page);
                return again.With([.. again.Items.Skip(known >= 0 ? known + 1 : (int)Math.Max(0, surelyHandedOut))]);
            }
        }
    }

    private void ResumeFrom(int number, Page<T> before, Page<T> page)
    {
        // The pages ahead were fetched at any time between: only what is fetched from now on has fewer rows if and only if more are lost.
        CancelPrefetch();

        if (number == before.Number)
        {
            // The page at hand was fetched before the one that was read again: nothing can be missing between the two.
            _deferredPage = page;
        }

        _next = number == before.Number ? page.Number + 1 : number + 1;
    }

    /// <summary>Ends the fetching of pages ahead. What they end with is nobody's business any more.</summary>
    private void CancelPrefetch()
    {
        _prefetchCancellation?.Cancel();
        _prefetchCancellation?.Dispose();
        _prefetchCancellation = null;

        foreach (var page in _prefetched)
        {
            page.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }

        _prefetched.Clear();
    }

    /// <summary>The identities of the rows that were handed out last.</summary>
    private sealed class RecentRows(int capacity)
    {
        private readonly Queue<string> _order = new();
        private readonly HashSet<string> _identities = new(StringComparer.Ordinal);

        public bool CanRecognise => _identities.Count > 0;

        public void Add(IReadOnlyList<T> rows)
        {
            foreach (var identity in rows.Select(Identity).OfType<string>().Where(_identities.Add))
            {
                _order.Enqueue(identity);

                if (_order.Count > capacity)
                {
                    _identities.Remove(_order.Dequeue());
                }
            }
        }

        public IReadOnlyList<T> Without(IReadOnlyList<T> rows) => rows.Any(Contains) ? [.. rows.Where(row => !Contains(row))] : rows;

        public int LastIn(IReadOnlyList<T> rows)
        {
            for (var index = rows.Count - 1; index >= 0; index--)
            {
                if (Contains(rows[index]))
                {
                    return index;
                }
            }

            return -1;
        }

        private bool Contains(T row) => Identity(row) is { } identity && _identities.Contains(identity);

        private static string? Identity(T row) => row is IResponseModel { Identity.Length: > 0 } answer ? answer.Identity : null;
    }
}
