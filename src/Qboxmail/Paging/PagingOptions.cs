namespace Qboxmail;

/// <summary>Specifies how a list is enumerated.</summary>
public sealed class PagingOptions
{
    /// <summary>The largest page size that is known to work where the API states no maximum.</summary>
    internal const int LargestKnownPage = 200;

    private const int MaxPrefetchPages = 16;

    /// <summary>Gets the options for reading a whole list in as few requests as possible.</summary>
    internal static PagingOptions LargePages { get; } = new() { PageSize = LargestKnownPage, PrefetchPages = 0 };

    /// <summary>
    /// Gets or sets the number of items to request per page, from 1 to 200, the largest size that is known to work. The default is 100. A list whose
    /// maximum is smaller is read in pages of its maximum.
    /// </summary>
    public int PageSize { get; set; } = 100;

    /// <summary>
    /// Gets or sets the number of the first page to read, to continue an earlier enumeration. The default is 1, the first page of the list.
    /// </summary>
    public int StartPage { get; set; } = 1;

    /// <summary>
    /// Gets or sets the number of pages to fetch in advance while the current page is consumed, from 0 to 16. The default is 1. Prefetching begins
    /// with the second item of a page, so taking only the first item costs one request.
    /// </summary>
    public int PrefetchPages { get; set; } = 1;

    /// <summary>
    /// Gets or sets a value indicating whether an enumeration copes with items that are deleted meanwhile. The default is true: when the list
    /// shrinks, the enumeration reads the previous page again, so that it skips no remaining item, and it leaves out items that it has returned
    /// already.
    /// </summary>
    public bool HandleConcurrentDeletes { get; set; } = true;

    /// <summary>
    /// Gets or sets a value indicating whether a list may end before the totals that the API reported are reached. The default is false: the
    /// enumeration then throws a <see cref="QboxmailApiException"/> after the last item. When true, it logs a warning and ends.
    /// </summary>
    public bool AllowIncomplete { get; set; }

    /// <summary>Gets or sets the minimum number of returned items that an enumeration remembers, to recognize repetitions.</summary>
    internal int ItemsRemembered { get; set; } = 1000;

    internal static void CheckPage(int page, string argument)
    {
        if (page < 1)
        {
            throw new ArgumentOutOfRangeException(argument, page, "The page number must be at least 1.");
        }
    }

    internal static void CheckPageSize(int? pageSize, int largest, string argument) => CheckRange(pageSize, 1, largest, "page size", argument);

    /// <summary>Checks every value and copies the options, so that later changes have no effect.</summary>
    internal PagingOptions ValidatedCopy()
    {
        CheckPageSize(PageSize, LargestKnownPage, nameof(PageSize));
        CheckPage(StartPage, nameof(StartPage));
        CheckRange(PrefetchPages, 0, MaxPrefetchPages, "number of prefetched pages", nameof(PrefetchPages));

        return (PagingOptions)MemberwiseClone();
    }

    private static void CheckRange(int? value, int smallest, int largest, string name, string argument)
    {
        if (value < smallest || value > largest)
        {
            throw new ArgumentOutOfRangeException(argument, value, $"The {name} must be from {smallest} to {largest}.");
        }
    }
}
