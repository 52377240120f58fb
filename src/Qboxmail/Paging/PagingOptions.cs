namespace Qboxmail;

/// <summary>Options for the enumeration of a list.</summary>
public sealed class PagingOptions
{
    /// <summary>The largest page size that is known to work for lists without a documented maximum.</summary>
    internal const int LargestKnownPage = 200;

    private const int MaxPrefetchPages = 16;

    /// <summary>Gets the options for reading a whole list in as few requests as possible.</summary>
    internal static PagingOptions LargePages { get; } = new() { PageSize = LargestKnownPage, PrefetchPages = 0 };

    /// <summary>Gets or sets the number of items to request per page, from 1 to 200. The default is 100.</summary>
    /// <remarks>If the maximum page size of a list is smaller, the enumeration uses that maximum.</remarks>
    public int PageSize { get; set; } = 100;

    /// <summary>Gets or sets the number of the first page to read, for example to continue an earlier enumeration. The default is 1.</summary>
    public int StartPage { get; set; } = 1;

    /// <summary>Gets or sets the number of pages to prefetch while the current page is consumed, from 0 to 16. The default is 1.</summary>
    /// <remarks>Prefetching starts with the second item of a page, so taking only the first item sends one request.</remarks>
    public int PrefetchPages { get; set; } = 1;

    /// <summary>
    /// Gets or sets a value indicating whether an enumeration handles deletions of items while it runs. The default is <see langword="true"/>.
    /// </summary>
    /// <remarks>
    /// If the list becomes shorter, the enumeration reads the previous page again, so that it skips no remaining item. It also omits items that it
    /// has already returned.
    /// </remarks>
    public bool HandleConcurrentDeletes { get; set; } = true;

    /// <summary>
    /// Gets or sets a value indicating whether an enumeration may end before it reaches the totals that the API reported. The default is
    /// <see langword="false"/>.
    /// </summary>
    /// <remarks>
    /// If <see langword="false"/>, the enumeration then throws a <see cref="QboxmailApiException"/> after the last item. If <see langword="true"/>,
    /// it logs a warning and ends.
    /// </remarks>
    public bool AllowIncomplete { get; set; }

    /// <summary>Gets or sets the minimum number of returned items to remember, so that repeated items are recognized.</summary>
    internal int ItemsRemembered { get; set; } = 1000;

    internal static void CheckPage(int page, string argument)
    {
        if (page < 1)
        {
            throw new ArgumentOutOfRangeException(argument, page, "The page number must be at least 1.");
        }
    }

    internal static void CheckPageSize(int? pageSize, int largest, string argument) => CheckRange(pageSize, 1, largest, "page size", argument);

    /// <summary>Validates the options and returns a copy, so that later changes have no effect.</summary>
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
