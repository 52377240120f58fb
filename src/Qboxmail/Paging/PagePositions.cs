namespace Qboxmail.Paging;

/// <summary>Counts the positions that an enumeration has passed, from the sizes that pages had, never from the size that was requested.</summary>
internal sealed class PagePositions(PagingOptions options)
{
    private readonly Stack<int> _counts = new();
    private int _start = options.StartPage;
    private int _nonEmptyPages;
    private int? _reportedSize;
    private long _sum;

    /// <summary>Size of the largest page so far.</summary>
    public int LargestPage { get; private set; }

    /// <summary>Size of a full page: the reported one, else the largest so far.</summary>
    public int EffectiveSize => _reportedSize ?? LargestPage;

    /// <summary>The most items that can precede the first page of the enumeration.</summary>
    public long MostSkipped => (options.StartPage - 1L) * LargestPossiblePage;

    // One page alone may be the short last one; a second page shows that the largest is a full one.
    private int LargestPossiblePage => _nonEmptyPages > 1 ? LargestPage : Math.Max(LargestPage, _reportedSize ?? options.PageSize);

    /// <summary>Notes the size of a page. It replaces what was noted of this page and of those after it.</summary>
    /// <returns>Size that the page had before; 0 for a page that is new.</returns>
    public int Note(int number, int count, int? reportedSize)
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

    /// <summary>Position in the whole list of the last item of the page that was noted last.</summary>
    /// <param name="isPageCountKnown">Whether a reported page count ends the list, so that a position that is too low is not needed to go on.</param>
    public long Current(bool isPageCountKnown) =>
        ((_start - 1L) * (isPageCountKnown || LargestPage == 0 ? LargestPossiblePage : LargestPage)) + _sum;
}
