namespace Qboxmail.Paging;

/// <summary>
/// Enumerates the pages of a list once, with prefetching. It detects the deletion of items during the enumeration. The API then moves later items up,
/// so the next page would skip some of them.
/// </summary>
internal sealed class PageEnumeration<T>(
    Func<int, int, CancellationToken, Task<Page<T>>> getPage, PagingOptions options, CallerCancellation tokens) : IDisposable
{
    private readonly CancellationTokenSource _stop = tokens.Link();
    private readonly Queue<Task<Page<T>>> _prefetched = new();
    private readonly RecentItems<T> _returned = new(Math.Max(options.ItemsRemembered, (options.PrefetchPages + 2) * options.PageSize));

    // The type is long, because the number after the last possible page exceeds int.
    private long _next = options.StartPage;
    private bool _isOver;
    private Page<T>? _previous;
    private Page<T>? _deferredPage;
    private CancellationTokenSource? _prefetchCancellation;

    /// <summary>Gets the detector of the end of the list. After the last page, it describes missing items.</summary>
    public EndDetector End { get; } = new(options);

    /// <summary>Gets the next page without items that were returned before, or <see langword="null"/> if there is none.</summary>
    public async Task<Page<T>?> NextAsync()
    {
        // Without this check, prefetched pages would be returned after a cancellation.
        ThrowIfCanceled();

        while (!_isOver)
        {
            // The page was prefetched before the re-read. All its items may therefore be duplicates, but that is not a sign of the end.
            var isStale = _deferredPage is not null;
            var page = WithoutRepetition(await DequeueAsync().ConfigureAwait(false));

            if (!isStale && HasLostItems(page))
            {
                page = await RereadOverlapAsync(page).ConfigureAwait(false);
            }
            else
            {
                var newItems = _returned.Without(page.Items);
                (_isOver, var isEmpty) = End.Observe(page, newItems.Count, isStale);
                page = page.With(isEmpty ? [] : options.HandleConcurrentDeletes ? newItems : page.Items);
            }

            var isFirst = _previous is null;
            _previous = page;
            _returned.Add(page.Items);

            if (page.Items.Count > 0 || isFirst)
            {
                return page;
            }
        }

        return null;
    }

    public void ThrowIfCanceled() => tokens.ThrowIfCanceled();

    /// <summary>Starts to fetch the pages that follow the current one.</summary>
    public void Prefetch()
    {
        // Without a page count, only the next page is prefetched, because later ones may not exist.
        var last = End.Pages ?? _next;

        while (!_isOver && _prefetched.Count < options.PrefetchPages && _next <= last && _deferredPage is null)
        {
            _prefetchCancellation ??= CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            _prefetched.Enqueue(GetAsync((int)_next++, _prefetchCancellation.Token));
        }
    }

    /// <summary>Cancels all pending requests.</summary>
    public void Dispose()
    {
        CancelPrefetch();
        _stop.Dispose();
    }

    /// <summary>Gets a page. After the first page, a 404 means that the page is empty, because the list itself exists.</summary>
    private async Task<Page<T>> GetAsync(int number, CancellationToken cancellationToken)
    {
        try
        {
            return await getPage(number, options.PageSize, cancellationToken).ConfigureAwait(false);
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

        var next = _prefetched.Count > 0 ? _prefetched.Dequeue() : GetAsync((int)_next++, _stop.Token);
        return await tokens.RethrowWithCallerTokenAsync(next).ConfigureAwait(false);
    }

    /// <summary>Removes the items from a page after the last one, because some servers repeat another page there.</summary>
    private Page<T> WithoutRepetition(Page<T> page) =>
        End.IsAfterEnd(page) && _returned.Without(page.Items).Count == 0 ? page.With([]) : page;

    /// <summary>Returns whether the list has become smaller since the previous page was fetched.</summary>
    private bool HasLostItems(Page<T> page)
    {
        var before = End.TotalsOfLastPage;
        var now = End.EstimateTotals(page);

        return options.HandleConcurrentDeletes
            && _returned.CanRecognize
            && (before.Records is null ? now.Pages < before.Pages : now.Records < before.Records);
    }

    /// <summary>Reads previous pages again until one contains an item that was already returned, and returns the items that follow it.</summary>
    /// <remarks>
    /// Example with pages of 2 items. Page 1 of the list A B C D E contains A and B, and the API reports 5 items. Then A is deleted. Page 2 of the
    /// list B C D E contains D and E, and the API reports 4 items. One item is lost, and C has moved up to page 1. Page 1 is read again and contains
    /// B and C. B was returned before, so C, which follows it, is returned now. Page 2 was fetched before that, so nothing can be missing between the
    /// two pages. Page 2 is deferred, and D and E come next. If A and B had been deleted, page 1 would contain C and D, neither of which is known.
    /// Two items are lost, so position 0 of page 1 is the first that can be new.
    /// </remarks>
    private async Task<Page<T>> RereadOverlapAsync(Page<T> page)
    {
        var before = _previous!;
        var recordsBefore = End.TotalsOfLastPage.Records;
        var lost = recordsBefore - End.EstimateTotals(page).Records;

        for (var number = before.Number; ; number--)
        {
            var again = WithoutRepetition(await tokens.RethrowWithCallerTokenAsync(GetAsync(number, _stop.Token)).ConfigureAwait(false));
            lost = new[] { lost, recordsBefore - again.TotalCount }.Max();

            // Deletions move items toward the front by at most `lost` positions, so the first `surelyReturned` items of the page were already
            // returned. Without a total, that number is unknown.
            var surelyReturned = again.TotalCount is null ? null : ((before.Number - number + 1L) * End.LargestPage) - lost;
            var known = _returned.LastIndexIn(again.Items);

            if (known >= 0 || surelyReturned >= 0 || number == 1)
            {
                // Prefetched pages were fetched at different times. Only the totals of later requests show whether more items are lost.
                CancelPrefetch();

                // The page was fetched before the previous page was read again, so nothing can be missing between the two.
                _deferredPage = number == before.Number ? page : null;
                _next = (_deferredPage ?? again).Number + 1L;
                var overlap = known >= 0 ? known + 1 : (int)(surelyReturned ?? 0);
                var newItems = again.Items.Skip(overlap).ToList();
                End.ObserveReread(again, newItems.Count, trigger: page);
                return again.With(newItems);
            }
        }
    }

    /// <summary>Cancels prefetching and discards the prefetched pages.</summary>
    private void CancelPrefetch()
    {
        _prefetchCancellation?.Cancel();
        _prefetchCancellation?.Dispose();
        _prefetchCancellation = null;

        foreach (var page in _prefetched)
        {
            // Without this continuation, the exception would raise TaskScheduler.UnobservedTaskException.
            page.ContinueWith(
                static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }

        _prefetched.Clear();
    }
}
