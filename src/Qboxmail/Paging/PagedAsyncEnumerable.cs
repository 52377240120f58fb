using System.Runtime.CompilerServices;
using Qboxmail.Paging;

namespace Qboxmail;

/// <summary>
/// A list that the API answers page by page, as one sequence of rows. Lazy: nothing is requested before the first row is asked for. Repeatable: each
/// enumeration starts anew. Thread-safe; a single enumerator is not.
/// </summary>
/// <typeparam name="T">What a row is.</typeparam>
/// <remarks>
/// A walk is no snapshot: rows that appear behind the present page are handed out, rows that vanish before it make the API move the others up.
/// </remarks>
public sealed class PagedAsyncEnumerable<T> : IAsyncEnumerable<T>
{
    private readonly Func<int, int, CancellationToken, Task<Page<T>>> _getPage;
    private readonly PagingOptions _options;
    private readonly CancellationToken _cancellationToken;

    internal PagedAsyncEnumerable(Func<int, int, CancellationToken, Task<Page<T>>> getPage, PagingOptions options, CancellationToken cancellationToken)
    {
        _getPage = getPage;
        _options = options;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Walks the rows of all pages.</summary>
    /// <param name="cancellationToken">Ends the enumeration, beside the token that the list was made with.</param>
    /// <exception cref="QboxmailException">A request failed; thrown when its page is reached.</exception>
    /// <exception cref="OperationCanceledException">The enumeration was cancelled.</exception>
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (var page in AsPages().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            foreach (var item in page.Items)
            {
                yield return item;
            }
        }
    }

    /// <summary>Walks the pages, each with its totals.</summary>
    /// <returns>The pages from the first to the last that has rows; one without rows when the list is empty.</returns>
    /// <exception cref="QboxmailException">A request failed; thrown when its page is reached.</exception>
    /// <exception cref="OperationCanceledException">The enumeration was cancelled.</exception>
    public IAsyncEnumerable<Page<T>> AsPages() => Walk();

    /// <summary>Asks how many rows the list has, with one small request.</summary>
    /// <param name="cancellationToken">Ends the request, beside the token that the list was made with.</param>
    /// <returns>The number of rows; null when the API does not say.</returns>
    /// <exception cref="QboxmailException">The request failed.</exception>
    public async Task<long?> GetTotalCountAsync(CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_cancellationToken, cancellationToken);
        var page = await _getPage(1, 1, either.Token).ConfigureAwait(false);

        return page.TotalCount ?? (page.Items.Count == 0 ? 0 : null);
    }

    private async IAsyncEnumerable<Page<T>> Walk([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_cancellationToken, cancellationToken);
        var end = new EndOfList();

        for (var number = _options.StartPage; ; number++)
        {
            var page = await _getPage(number, _options.PageSize, either.Token).ConfigureAwait(false);
            var isLast = end.IsReached(page.Number, page.Items.Count, page.Pagination, page.Fingerprint, out var holdsNothing);

            if (!holdsNothing || number == _options.StartPage)
            {
                yield return page;
            }

            if (isLast)
            {
                yield break;
            }
        }
    }
}

/// <summary>Makes lists for test doubles.</summary>
public static class PagedAsyncEnumerable
{
    /// <summary>A list that hands out the given pages instead of asking the API.</summary>
    /// <typeparam name="T">What a row is.</typeparam>
    /// <param name="pages">The rows of each page; none for an empty list.</param>
    /// <returns>A list for a method that a test double overrides.</returns>
    public static PagedAsyncEnumerable<T> FromPages<T>(params IReadOnlyList<T>[] pages)
    {
        var total = (pages ?? throw new ArgumentNullException(nameof(pages))).Sum(page => (long)page.Count);

        Task<Page<T>> GetPage(int number, int size, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var items = number <= pages.Length ? pages[number - 1] : [];
            return Task.FromResult(new Page<T>(items, number, new Models.Pagination { Page = number, TotalPages = pages.Length, TotalRecords = total }));
        }

        return new(GetPage, new PagingOptions(), CancellationToken.None);
    }
}
