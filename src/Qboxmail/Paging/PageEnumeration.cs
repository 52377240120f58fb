namespace Qboxmail.Paging;

/// <summary>
/// One enumeration of a list. It prefetches pages, returns them in order, and detects items that are deleted meanwhile. The API then moves later
/// items up, so the next page number would skip some of them.
/// </summary>
internal sealed class PageEnumeration<T>(
    Func<int, int, CancellationToken, Task<Page<T>>> getPage, PagingOptions options, CallerCancellation tokens) : IDisposable
{
    private readonly CancellationTokenSource _stop = tokens.Link();
    private readonly Queue<Task<Page<T>>> _prefetched = new();
    private readonly RecentItems<T> _returned = new(Math.Max(options.ItemsRemembered, (options.PrefetchPages + 2) * options.PageSize));

    // A long, because the number after the last possible page exceeds int.
    private long _next = options.StartPage;
    private bool _isOver;
    private Page<T>? _previous;
    private Page<T>? _deferredPage;
    private CancellationTokenSource? _prefetchCancellation;

    /// <summary>Gets the detector of the end of the list. After the last page, it describes missing items.</summary>
    public EndDetector End { get; } = new(options);

    /// <summary>Gets the next page, without items that were returned before; null when there is none.</summary>
    public async Task<Page<T>?> NextAsync()
    {
        // Prefetched pages would be returned in spite of the cancellation.
        ThrowIfCanceled();

        while (!_isOver)
        {
            // Prefetched before the re-read, so all its items may be duplicates; that is no sign of the end.
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

    /// <summary>Starts fetching the pages that follow the current one.</summary>
    public void Prefetch()
    {
        // Without a page count, any page but the next one may not exist.
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
        _stop.Cancel();
        _stop.Dispose();
    }

    /// <summary>Gets a page. A list that returned a page exists: a 404 then means an empty page.</summary>
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

    /// <summary>Removes the items of a page after the last one, where some servers repeat another page.</summary>
    private Page<T> WithoutRepetition(Page<T> page) =>
        End.IsAfterEnd(page) && _returned.Without(page.Items).Count == 0 ? page.With([]) : page;

    /// <summary>Returns whether the list is smaller than when the previous page was fetched.</summary>
    private bool HasLostItems(Page<T> page)
    {
        var before = End.TotalsOfLastPage;
        var now = End.EstimateTotals(page);

        return options.HandleConcurrentDeletes
            && _returned.CanRecognize
            && (before.Records is null ? now.Pages < before.Pages : now.Records < before.Records);
    }

    /// <summary>Reads previous pages again, back to an item that was already returned, and gets the items that follow it there.</summary>
    /// <remarks>
    /// Example with pages of 2 items. Page 1 contains A and B of A B C D E; the API reports 5 items. Then A is deleted. Page 2 of B C D E contains
    /// D and E, and the API reports 4 items: 1 is lost, and C has moved up to page 1. Page 1 is read again; it contains B and C. B was returned
    /// before; C follows it and is returned now. Page 2 was fetched before that, so nothing can be missing between the two: it is deferred, and D
    /// and E come next. If A and B had been deleted, page 1 would contain C and D, none of them known. As 2 items are lost, position 0 of page 1 is
    /// the first that can be new.
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

            // Items shift up by at most `lost` positions, so anything before that offset was already returned. Without a total that offset is
            // unknown.
            var surelyReturned = again.TotalCount is null ? null : ((before.Number - number + 1L) * End.LargestPage) - lost;
            var known = _returned.LastIndexIn(again.Items);

            if (known >= 0 || surelyReturned >= 0 || number == 1)
            {
                // The prefetched pages were fetched at different times: only the totals of later requests show whether more items are lost.
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

    /// <summary>Cancels the prefetching and discards its pages.</summary>
    private void CancelPrefetch()
    {
        _prefetchCancellation?.Cancel();
        _prefetchCancellation?.Dispose();
        _prefetchCancellation = null;

        foreach (var page in _prefetched)
        {
            // An unobserved exception would reach TaskScheduler.UnobservedTaskException.
            page.ContinueWith(
                static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }

        _prefetched.Clear();
    }
}
