using System.Globalization;

namespace Qboxmail.Paging;

/// <summary>Decides where a list ends: by the totals that the API reports, or by the pages themselves where it reports none.</summary>
internal sealed class EndDetector(PagingOptions options)
{
    /// <summary>Empty and repeated pages can precede others, but not without end.</summary>
    public const int MaxPagesWithoutNewItem = 10;

    /// <summary>
    /// Nobody can recognize a repeated item that has no identity. Totals make a long list more likely than one that repeats itself.
    /// </summary>
    public const int MaxPagesWithoutIdentity = 10_000;

    /// <summary>The same where the API reports no totals.</summary>
    public const int MaxPagesWithoutIdentityAndTotals = 1000;

    private readonly PagePositions _positions = new(options);
    private long? _firstRecords;
    private long _newItems;
    private int _lastNewPage;
    private int _pagesWithoutNewItem;
    private int _pagesWithoutIdentity;
    private bool _hasShrunk;
    private bool _wasReread;

    /// <summary>Gets the number of items that the API reported last; null when it reported none that fits what came.</summary>
    public long? Records { get; private set; }

    /// <summary>Gets the number of pages that the API reported last; null when it reported none that fits what came.</summary>
    public int? Pages { get; private set; }

    /// <summary>Gets the totals at the time of the page that was noted last, which may be outdated since.</summary>
    public (long? Records, int? Pages) TotalsOfLastPage { get; private set; }

    /// <summary>Gets the size of the largest page so far.</summary>
    public int LargestPage => _positions.LargestPage;

    /// <summary>Gets a value indicating whether the API ever reported a total, so that a missing item breaks a promise.</summary>
    public bool HasPromise { get; private set; }

    private bool HasTotals => Records is not null || Pages is not null;

    private bool HasTooManyAnonymousPages => _pagesWithoutIdentity >= (HasTotals ? MaxPagesWithoutIdentity : MaxPagesWithoutIdentityAndTotals);

    private bool IsLeadingOn => _pagesWithoutNewItem >= MaxPagesWithoutNewItem || HasTooManyAnonymousPages;

    /// <summary>Notes a page and decides whether it is the last one.</summary>
    /// <param name="page">The page as it came.</param>
    /// <param name="newItems">How many of its items were not returned before, as far as they can be recognized.</param>
    /// <param name="isStale">
    /// Whether it was fetched before another page was read again: then its totals are outdated, and repeated items are expected.
    /// </param>
    /// <returns>Whether the list ends here, and whether the page contains nothing to return.</returns>
    public (bool IsLast, bool IsEmpty) Observe<T>(Page<T> page, int newItems, bool isStale)
    {
        Note(page, newItems, isExpectedToRepeat: isStale);

        if (isStale)
        {
            var (records, pages) = EstimateTotals(page);
            TotalsOfLastPage = (records ?? Records, pages ?? Pages);
        }
        else
        {
            ReadTotals(page);
        }

        var isRepeated = newItems == 0 && !isStale;
        var isLast = HasTotals ? !PromisesMore(page, isStale) : page.Items.Count < _positions.EffectiveSize || isRepeated;

        return (isLast || IsLeadingOn || page.Number == int.MaxValue, page.Items.Count == 0 || (isRepeated && !HasTotals));
    }

    /// <summary>Notes a page that was read again because items seem to have vanished.</summary>
    /// <param name="page">The page as it is now.</param>
    /// <param name="newItems">How many of its items were not returned before.</param>
    /// <param name="sign">The page that showed that items seem to have vanished.</param>
    public void ObserveReread<T>(Page<T> page, int newItems, Page<T> sign)
    {
        var estimate = EstimateTotals(sign);
        _wasReread = true;
        _hasShrunk |= (sign.TotalCount > 0 && estimate.Records < TotalsOfLastPage.Records)
            || (sign.TotalPages > 0 && estimate.Pages < TotalsOfLastPage.Pages);
        var countBefore = Note(page, newItems, isExpectedToRepeat: false);
        var hasMovedUp = page.Items.Count < countBefore || newItems > 0;
        _hasShrunk |= hasMovedUp;

        if (page.Items.Count == 0 && page.Number == 1)
        {
            (Records, Pages) = (0, 0);
            TotalsOfLastPage = (Records, Pages);
            return;
        }

        if (hasMovedUp && page.TotalCount is null && page.TotalPages is null)
        {
            (Records, Pages) = (estimate.Records ?? Records, estimate.Pages ?? Pages);
        }

        ReadTotals(page);
    }

    /// <summary>
    /// Gets the totals at the time of a page that was not noted yet. A page without items and totals shows how many there are at most.
    /// </summary>
    public (long? Records, int? Pages) EstimateTotals<T>(Page<T> page)
    {
        var lastPosition = ((page.Number - 1L) * LargestPage) + page.Items.Count;
        var isEmpty = page.Items.Count == 0;

        return (
            page.TotalCount is { } records ? (isEmpty || records >= lastPosition ? records : null) : isEmpty ? lastPosition : null,
            page.TotalPages is { } pages ? (isEmpty || pages >= page.Number ? pages : null) : isEmpty ? page.Number - 1 : null);
    }

    /// <summary>Describes what is missing after the last page; null when the list is complete as far as anybody can know.</summary>
    public string? DescribeShortfall()
    {
        if (HasTooManyAnonymousPages)
        {
            return Format("the list did not end within {0} pages, and its items have no identity to recognize repetitions by", _pagesWithoutIdentity);
        }

        if (_hasShrunk)
        {
            return null;
        }

        // The totals of a server that leads on and on mean nothing.
        if (_pagesWithoutNewItem >= MaxPagesWithoutNewItem && Records is null)
        {
            return Format(
                "{0} pages in a row contained no new item, but the API reported {1} pages ({2} items came)", MaxPagesWithoutNewItem, Pages, _newItems);
        }

        if (_firstRecords > _positions.MostSkipped + _newItems)
        {
            return options.StartPage == 1
                ? Format("the API reported {0} items, but {1} came", _firstRecords, _newItems)
                : Format("the API reported {0} items, but {1} came from page {2} on", _firstRecords, _newItems, options.StartPage);
        }

        // An empty list may be reported as one page.
        return Records is null && Pages > 1 && Pages >= options.StartPage && Pages > _lastNewPage
            ? Format("the API reported {0} pages, but nothing new came after page {1} ({2} items came)", Pages, _lastNewPage, _newItems)
            : null;
    }

    private static string Format(string text, params object?[] values) => string.Format(CultureInfo.InvariantCulture, text, values);

    private int Note<T>(Page<T> page, int newItems, bool isExpectedToRepeat)
    {
        _newItems += newItems;
        _lastNewPage = newItems > 0 || (isExpectedToRepeat && page.Items.Count > 0) ? Math.Max(_lastNewPage, page.Number) : _lastNewPage;
        _pagesWithoutNewItem = newItems > 0 ? 0 : isExpectedToRepeat ? _pagesWithoutNewItem : _pagesWithoutNewItem + 1;
        _pagesWithoutIdentity += page.Items.Any(item => RecentItems<T>.IdentityOf(item) is not null) ? 0 : 1;

        return _positions.Note(page.Number, page.Items.Count, page.Pagination?.Per);
    }

    private bool PromisesMore<T>(Page<T> page, bool isStale)
    {
        var position = _positions.Current(Pages is not null);
        var isBehindLastPage = page.Items.Count == 0 && page.Number > Pages;

        // Items of a stale page may have moved up since; only its own totals fit its position.
        return Pages > page.Number
            || (Records > position && !isBehindLastPage)
            || (isStale && (page.TotalPages > page.Number || page.TotalCount > position));
    }

    /// <summary>Takes over the totals of a page. A total below what has come already is wrong and counts as not reported.</summary>
    private void ReadTotals<T>(Page<T> page)
    {
        var isEmpty = page.Items.Count == 0;
        var isFirst = page.Number == options.StartPage;

        if (page.TotalPages is { } pages && (isEmpty ? pages > 0 || isFirst : pages >= page.Number))
        {
            _hasShrunk |= pages < Pages;
            Pages = pages;
        }
        else if (!isEmpty && Pages < page.Number)
        {
            Pages = null;
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

        // Servers report 0 on an empty page even when others follow. Where another page could be read again, that has shown the truth.
        _hasShrunk |= isEmpty && !isFirst && !_wasReread && (page.TotalCount == 0 || page.TotalPages == 0);
        TotalsOfLastPage = (Records, Pages);
        HasPromise |= HasTotals;
    }
}
