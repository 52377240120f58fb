namespace Qboxmail.Paging;

/// <summary>Detects the end of a list from the totals that the API reports or, without totals, from the pages themselves.</summary>
internal sealed class EndDetector(PagingOptions options)
{
    /// <summary>The number of consecutive pages without a new item after which an enumeration stops.</summary>
    public const int MaxPagesWithoutNewItem = 10;

    /// <summary>
    /// The number of pages with items that have no identity after which an enumeration stops, because such items could repeat undetected.
    /// </summary>
    public const int MaxPagesWithoutIdentity = 10_000;

    /// <summary>The same limit for a list without totals, which is more likely to repeat its pages.</summary>
    public const int MaxPagesWithoutIdentityAndTotals = 1000;

    private readonly PagePositions _positions = new(options);
    private long? _firstRecords;
    private long _newItems;
    private int _lastNewPage;
    private int _pagesWithoutNewItem;
    private int _pagesWithoutIdentity;
    private bool _hasShrunk;
    private bool _hasGivenUp;

    /// <summary>Gets the item count that the API reported last, or <see langword="null"/> if there is none or the pages contradict it.</summary>
    public long? Records { get; private set; }

    /// <summary>Gets the page count that the API reported last, or <see langword="null"/> if there is none or the pages contradict it.</summary>
    public int? Pages { get; private set; }

    /// <summary>Gets the totals as of the page that was recorded last. They may be outdated.</summary>
    public (long? Records, int? Pages) TotalsOfLastPage { get; private set; }

    /// <summary>Gets the number of items on the largest page so far.</summary>
    public int LargestPage => _positions.LargestPage;

    /// <summary>Gets a value indicating whether the API has reported a total. Without totals, missing items cannot be detected.</summary>
    public bool HasReportedTotals => _firstRecords is not null || Pages is not null;

    private bool HasTotals => Records is not null || Pages is not null;

    private bool HasTooManyAnonymousPages => _pagesWithoutIdentity >= (HasTotals ? MaxPagesWithoutIdentity : MaxPagesWithoutIdentityAndTotals);

    private bool ShouldGiveUp => _pagesWithoutNewItem >= MaxPagesWithoutNewItem || HasTooManyAnonymousPages;

    /// <summary>Records a page and decides whether it is the last one.</summary>
    /// <param name="page">The page as received.</param>
    /// <param name="newItems">The number of its items that are not known to have been returned before.</param>
    /// <param name="isStale">
    /// Whether the page was fetched before another page was read again. Its totals are then outdated, and repeated items are expected.
    /// </param>
    /// <returns>Whether the list ends with this page, and whether the page contains nothing to return.</returns>
    public (bool IsLast, bool IsEmpty) Observe<T>(Page<T> page, int newItems, bool isStale)
    {
        Record(page, newItems);

        if (isStale)
        {
            TotalsOfLastPage = EstimateTotals(page);
        }
        else
        {
            ReadTotals(page);
        }

        var isRepeated = newItems == 0 && !isStale;
        var isLast = HasTotals ? !ReportsMore(page, isStale) : page.Items.Count < LargestPage || isRepeated;

        _hasGivenUp = !isLast && ShouldGiveUp;

        return (isLast || _hasGivenUp || page.Number == int.MaxValue, page.Items.Count == 0 || (isRepeated && !HasTotals));
    }

    /// <summary>Records a page that was read again because items seem to have been deleted.</summary>
    /// <param name="page">The page as it is now.</param>
    /// <param name="newItems">The number of its items that were not returned before.</param>
    /// <param name="trigger">The page whose totals indicated the deletion.</param>
    public void ObserveReread<T>(Page<T> page, int newItems, Page<T> trigger)
    {
        var estimate = EstimateTotals(trigger);
        var countBefore = Record(page, newItems);
        var hasMovedUp = page.Items.Count < countBefore || newItems > 0;
        _hasShrunk |= hasMovedUp;

        if (hasMovedUp && page.TotalCount is null && page.TotalPages is null)
        {
            (Records, Pages) = (estimate.Records ?? Records, estimate.Pages ?? Pages);
        }

        ReadTotals(page);
    }

    /// <summary>Returns whether a page that has not been recorded yet is after the last page, according to all totals that it reports.</summary>
    public bool IsAfterEnd<T>(Page<T> page) =>
        (page.TotalPages > 0 || page.TotalCount > 0)
        && !(page.TotalPages >= page.Number)
        && !(page.TotalCount > (page.Number - 1L) * LargestPage);

    /// <summary>
    /// Estimates the totals at the time of a page that has not been recorded yet. For a page without items and totals, the estimate is an upper
    /// bound.
    /// </summary>
    public (long? Records, int? Pages) EstimateTotals<T>(Page<T> page)
    {
        var lastPosition = ((page.Number - 1L) * LargestPage) + page.Items.Count;
        var isEmpty = page.Items.Count == 0;
        var isAfterEnd = isEmpty || IsAfterEnd(page);

        return (
            page.TotalCount is { } records ? (isAfterEnd || records >= lastPosition ? records : null) : isEmpty ? lastPosition : null,
            page.TotalPages is { } pages ? (isAfterEnd || pages >= page.Number ? pages : null) : isEmpty ? page.Number - 1 : null);
    }

    /// <summary>
    /// Describes the items that are missing after the last page, or returns <see langword="null"/> if none are known to be missing.
    /// </summary>
    public string? DescribeShortfall()
    {
        if (HasTooManyAnonymousPages)
        {
            return $"the list did not end within {_pagesWithoutIdentity} pages, and its items have no identity, so repeated items cannot be detected";
        }

        if (_hasShrunk)
        {
            return null;
        }

        // Items that were inserted at the front during the enumeration may be missing, so the enumeration must reach the total of the first page. An
        // enumeration that has given up must have reached the last total.
        var expected = _hasGivenUp ? Records : _firstRecords;

        if (expected > _positions.MostSkipped + _newItems)
        {
            var start = options.StartPage == 1 ? "" : $" starting at page {options.StartPage}";
            return $"the API reported {expected} items, but returned {_newItems}{start}";
        }

        // An empty list may be reported as one page.
        return Records is null && Pages > 1 && Pages >= options.StartPage && Pages > _lastNewPage
            ? $"the API reported {Pages} pages, but no new item was received after page {_lastNewPage} (items received: {_newItems})"
            : null;
    }

    private int Record<T>(Page<T> page, int newItems)
    {
        _newItems += newItems;
        _lastNewPage = newItems > 0 ? Math.Max(_lastNewPage, page.Number) : _lastNewPage;
        _pagesWithoutNewItem = newItems > 0 ? 0 : _pagesWithoutNewItem + 1;
        _pagesWithoutIdentity += page.Items.All(item => RecentItems<T>.IdentityOf(item) is not null) ? 0 : 1;

        return _positions.Record(page.Number, page.Items.Count, page.Pagination?.Per);
    }

    private bool ReportsMore<T>(Page<T> page, bool isStale)
    {
        var position = _positions.Current(Pages is not null);
        var isBehindLastPage = page.Items.Count == 0 && page.Number > Pages;

        // Items may have moved up since a stale page was fetched, so its position is compared with its own totals.
        return Pages > page.Number
            || (Records > position && !isBehindLastPage)
            || (isStale && (page.TotalPages > page.Number || page.TotalCount > position));
    }

    /// <summary>Reads the totals of a page. A total that is less than the number of items received is wrong and therefore ignored.</summary>
    private void ReadTotals<T>(Page<T> page)
    {
        var isEmpty = page.Items.Count == 0;
        var isFirst = page.Number == options.StartPage;

        if (page.TotalPages is { } pages && (isEmpty ? pages > 0 || isFirst : pages >= page.Number))
        {
            _hasShrunk |= pages < Pages && page.TotalCount is null;
            Pages = pages;
        }

        var position = _positions.Current(Pages is not null);

        if (page.TotalCount is { } records && (isEmpty ? records > 0 || isFirst : records >= position))
        {
            _hasShrunk |= records < Records;
            _firstRecords ??= records;
            Records = records;
        }
        else if (!isEmpty && Records < position)
        {
            Records = null;
        }

        // For an empty page, the estimated totals are stored. If the reported totals were stored, the estimate for the next empty page would look
        // like a deletion.
        TotalsOfLastPage = isEmpty ? EstimateTotals(page) : (Records, Pages);
    }
}
