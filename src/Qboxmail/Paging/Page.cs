using Qboxmail.Models;

namespace Qboxmail;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public class Page<T>
{
    /// <summary>Initializes a page, for test doubles.</summary>
    /// <param name="items">The items of the page.</param>
    /// <param name="number">The number of the page. The first page is 1.</param>
    /// <param name="pagination">The position of the page in its list; null when it is unknown.</param>
    public Page(IReadOnlyList<T> items, int number = 1, Pagination? pagination = null)
    {
        PagingOptions.CheckPage(number, nameof(number));
        Items = items ?? throw new ArgumentNullException(nameof(items));
        Number = number;
        Pagination = pagination;
    }

    /// <summary>Initializes an empty page, for test doubles.</summary>
    protected Page()
        : this([])
    {
    }

    /// <summary>Gets the items in the order of the API. The list is never null; it is empty on a page after the last one.</summary>
    public virtual IReadOnlyList<T> Items { get; }

    /// <summary>Gets the number of the page. The first page is 1.</summary>
    public virtual int Number { get; }

    /// <summary>Gets the pagination data that the API reports; null when it reports none.</summary>
    public virtual Pagination? Pagination { get; }

    /// <summary>Gets the number of pages in the list; null when the API does not report it.</summary>
    public virtual int? TotalPages => Pagination?.TotalPages;

    /// <summary>Gets the number of items in the whole list; null when the API does not report it.</summary>
    public virtual long? TotalCount => Pagination?.TotalRecords;

    /// <summary>Returns the same page with other items.</summary>
    internal Page<T> With(IReadOnlyList<T> items) => new(items, Number, Pagination);
}
