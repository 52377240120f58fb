using System.Runtime.CompilerServices;
using Qboxmail.Paging;

namespace Qboxmail;

/// <summary>
/// A list that the API answers page by page, as one sequence of rows. Lazy: nothing is requested before the first row is asked for. Repeatable: each
/// enumeration starts anew. Thread-safe; a single enumerator is not.
/// </summary>
/// <typeparam name="T">What a row is.</typeparam>
/// <remarks>
/// <para>
/// A walk ends on the last page that the API tells; where it tells none, on a page that is empty, shorter than the others, or brings no row that is
/// new. A 404 counts as an empty page as soon as the walk has had another, since the list was there; before, only on page 1 of a list below a resource
/// that exists.
/// </para>
/// <para>
/// A walk is no snapshot. Rows that appear behind the present page are handed out. When rows vanish before it, the API moves the others up; the walk sees
/// that there are fewer and reads the page before again, so that no row that stays is skipped. A deletion and a creation that cancel out between two
/// requests cannot be seen by any client; nor can a row be recognised that has neither code nor id, or that was handed out more than
/// 1,000 rows and <see cref="PagingOptions.PrefetchPages"/> + 2 pages before.
/// </para>
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
    /// <exception cref="OperationCanceledException">The enumeration was cancelled; thrown at the next row, also when that has come already.</exception>
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        using var walk = new PageEnumeration<T>(_getPage, _options, _cancellationToken, cancellationToken);

        while (await walk.NextAsync().ConfigureAwait(false) is { } page)
        {
            for (var index = 0; index < page.Items.Count; index++)
            {
                walk.ThrowIfCancelled();

                // Who takes a second row goes on; who takes the first may want no more.
                if (index == 1)
                {
                    walk.Prefetch();
                }

                yield return page.Items[index];
            }
        }
    }

    /// <summary>Walks the pages, each with its totals. Pages are fetched ahead from the second on.</summary>
    /// <returns>
    /// The pages from the first to the last that has rows; one without rows when the list is empty. Where rows had vanished, a page comes once more, with
    /// the rows that moved to it.
    /// </returns>
    /// <exception cref="QboxmailException">A request failed; thrown when its page is reached.</exception>
    /// <exception cref="OperationCanceledException">The enumeration was cancelled; thrown at the next page, also when that has come already.</exception>
    public IAsyncEnumerable<Page<T>> AsPages() => WalkPages();

    /// <summary>Asks how many rows the list has, with one small request.</summary>
    /// <param name="cancellationToken">Ends the request, beside the token that the list was made with.</param>
    /// <returns>The number of rows; null when the API does not say.</returns>
    /// <exception cref="QboxmailException">The request failed.</exception>
    public async Task<long?> GetTotalCountAsync(CancellationToken cancellationToken = default)
    {
        var tokens = new CallerCancellation(_cancellationToken, cancellationToken);
        using var either = tokens.Link();
        var page = await tokens.RethrowWithCallerTokenAsync(_getPage(1, 1, either.Token)).ConfigureAwait(false);

        return page.TotalCount ?? (page.Items.Count == 0 ? 0 : null);
    }

    private async IAsyncEnumerable<Page<T>> WalkPages([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var walk = new PageEnumeration<T>(_getPage, _options, _cancellationToken, cancellationToken);
        var isFirst = true;

        while (await walk.NextAsync().ConfigureAwait(false) is { } page)
        {
            if (!isFirst)
            {
                walk.Prefetch();
            }

            isFirst = false;
            yield return page;
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
