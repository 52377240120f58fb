namespace Qboxmail.Paging;

/// <summary>
/// Counts the list positions that an enumeration has passed. It uses the actual page sizes, because a server may not return as many items as
/// requested.
/// </summary>
internal sealed class PagePositions(PagingOptions options)
{
    private readonly Stack<int> _counts = new();
    private int _start = options.StartPage;
    private int _nonEmptyPages;
    private int? _reportedSize;
    private long _sum;

    /// <summary>Gets the number of items on the largest page so far.</summary>
    public int LargestPage { get; private set; }

    /// <summary>Gets the maximum number of items that can precede the first page of the enumeration.</summary>
    public long MostSkipped => (options.StartPage - 1L) * LargestPossiblePage;

    // A single page may be the last one, which may be shorter. Of two pages, the larger one is full.
    private int LargestPossiblePage => _nonEmptyPages > 1 ? LargestPage : Math.Max(LargestPage, _reportedSize ?? options.PageSize);

    /// <summary>Records the size of a page. Earlier records of this page and of all later pages are removed.</summary>
    /// <returns>The size that was recorded for this page before, or 0 for a new page.</returns>
    public int Record(int number, int count, int? reportedSize)
    {
        var before = 0;

        while (_counts.Count > Math.Max(0, number - _start))
        {
            before = _counts.Pop();
            _sum -= before;
        }

        _start = Math.Min(_start, number);
        _counts.Push(count);
        _sum += count;
        _nonEmptyPages += count > 0 ? 1 : 0;
        _reportedSize = reportedSize is > 0 ? reportedSize : _reportedSize;
        LargestPage = Math.Max(LargestPage, count);
        return before;
    }

    /// <summary>Gets the position, in the whole list, of the last item on the page that was recorded last.</summary>
    /// <param name="isPageCountKnown">
    /// Whether a reported page count decides the end. Otherwise, the position is a low estimate, so that the enumeration does not end early.
    /// </param>
    public long Current(bool isPageCountKnown) =>
        ((_start - 1L) * (isPageCountKnown || LargestPage == 0 ? LargestPossiblePage : LargestPage)) + _sum;
}
