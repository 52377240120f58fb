using Qboxmail.Models;

namespace Qboxmail;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">What a row is.</typeparam>
public sealed class Page<T>
{
    /// <summary>Makes a page, for test doubles.</summary>
    /// <param name="items">The rows.</param>
    /// <param name="number">Number of the page; the first is 1.</param>
    /// <param name="pagination">Where the page stands in its list; null when that is not known.</param>
    public Page(IReadOnlyList<T> items, int number = 1, Pagination? pagination = null)
    {
        PagingOptions.CheckPage(number, nameof(number));
        Items = items ?? throw new ArgumentNullException(nameof(items));
        Number = number;
        Pagination = pagination;
    }

    /// <summary>The rows, in the order of the API. Never null; empty on a page behind the last.</summary>
    public IReadOnlyList<T> Items { get; }

    /// <summary>Number of the page; the first is 1.</summary>
    public int Number { get; }

    /// <summary>What the API says about the list; null when it says nothing.</summary>
    public Pagination? Pagination { get; }

    /// <summary>Number of pages in the list; null when the API does not say.</summary>
    public int? TotalPages => Pagination?.TotalPages;

    /// <summary>Number of rows in the whole list; null when the API does not say.</summary>
    public long? TotalCount => Pagination?.TotalRecords;

    /// <summary>Tells these rows from others, for servers that give the same page again and again.</summary>
    internal long? Fingerprint { get; init; }

    /// <summary>The same page with other rows.</summary>
    internal Page<T> With(IReadOnlyList<T> items) => ReferenceEquals(items, Items) ? this : new(items, Number, Pagination) { Fingerprint = Fingerprint };
}
