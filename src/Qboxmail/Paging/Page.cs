using Qboxmail.Models;

namespace Qboxmail;

/// <summary>Represents one page of a list.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public class Page<T>
{
    /// <summary>Initializes a new instance of the <see cref="Page{T}"/> class, for use in tests.</summary>
    /// <param name="items">The items of the page.</param>
    /// <param name="number">The page number. The first page is 1.</param>
    /// <param name="pagination">The pagination data, or <see langword="null"/> if it is unknown.</param>
    public Page(IReadOnlyList<T> items, int number = 1, Pagination? pagination = null)
    {
        PagingOptions.CheckPage(number, nameof(number));
        Items = items ?? throw new ArgumentNullException(nameof(items));
        Number = number;
        Pagination = pagination;
    }

    /// <summary>Initializes a new, empty instance of the <see cref="Page{T}"/> class for use as a test double.</summary>
    protected Page()
        : this([])
    {
    }

    /// <summary>Gets the items in the order of the API. The list is empty on a page after the last one, and never <see langword="null"/>.</summary>
    public virtual IReadOnlyList<T> Items { get; }

    /// <summary>Gets the page number. The first page is 1.</summary>
    public virtual int Number { get; }

    /// <summary>Gets the pagination data that the API reports, or <see langword="null"/> if it reports none.</summary>
    public virtual Pagination? Pagination { get; }

    /// <summary>Gets the number of pages in the list, or <see langword="null"/> if the API does not report it.</summary>
    public virtual int? TotalPages => Pagination?.TotalPages;

    /// <summary>Gets the number of items in the whole list, or <see langword="null"/> if the API does not report it.</summary>
    public virtual long? TotalCount => Pagination?.TotalRecords;

    /// <summary>Returns a page with the same number and pagination data but other items.</summary>
    internal Page<T> With(IReadOnlyList<T> items) => new(items, Number, Pagination);
}
