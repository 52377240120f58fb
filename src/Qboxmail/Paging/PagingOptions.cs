using System.Globalization;

namespace Qboxmail;

/// <summary>How a list is walked.</summary>
public sealed class PagingOptions
{
    private const int MaxPageSize = 200;
    private const int MaxPrefetchPages = 16;

    /// <summary>Rows to ask for at once. 100 by default; 1 to 200, the largest size that is known to work.</summary>
    public int PageSize { get; set; } = 100;

    /// <summary>Number of the page to begin with, to go on where an earlier walk ended. 1 by default, which is the first; at least 1.</summary>
    public int StartPage { get; set; } = 1;

    /// <summary>
    /// Pages to fetch while the present one is consumed. 1 by default; 0 to 16. The page ahead is asked for when the second row of the present one is
    /// taken, so that taking the first row costs one request.
    /// </summary>
    public int PrefetchPages { get; set; } = 1;

    /// <summary>Rows that a walk recognises at least, should they come again.</summary>
    internal int RowsRemembered { get; set; } = 1000;

    internal static void CheckPage(int page, string argument)
    {
        if (page < 1)
        {
            throw new ArgumentOutOfRangeException(argument, page, "Pages are counted from 1.");
        }
    }

    /// <summary>
    /// Reads a page again when rows vanish during the walk, so that no row that stays is skipped, and leaves out rows that come twice. True by default.
    /// </summary>
    public bool HandleConcurrentDeletes { get; set; } = true;

    internal static void CheckPageSize(int? pageSize, string argument)
    {
        if (pageSize is < 1 or > MaxPageSize)
        {
            throw new ArgumentOutOfRangeException(argument, pageSize, $"A page has 1 to {MaxPageSize.ToString(CultureInfo.InvariantCulture)} rows.");
        }
    }

    /// <summary>A copy that nobody changes, with every value in its bounds.</summary>
    internal PagingOptions ValidatedCopy()
    {
        CheckPageSize(PageSize, nameof(PageSize));
        CheckPage(StartPage, nameof(StartPage));

        if (PrefetchPages is < 0 or > MaxPrefetchPages)
        {
            throw new ArgumentOutOfRangeException(nameof(PrefetchPages), PrefetchPages, $"0 to {MaxPrefetchPages.ToString(CultureInfo.InvariantCulture)} pages can be fetched ahead.");
        }

        return (PagingOptions)MemberwiseClone();
    }
}
