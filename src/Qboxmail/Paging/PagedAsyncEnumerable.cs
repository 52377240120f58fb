using Qboxmail.Paging;

namespace Qboxmail;

/// <summary>
/// Represents a list that the API returns page by page as one asynchronous sequence of items. The sequence is lazy: it sends the first request when
/// the first item is requested, and each enumeration starts again. It is thread-safe, but an enumerator is not.
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <remarks>
/// <para>
/// An enumeration continues while a total that the API reports (pages or items) indicates more, and ends when none does. Without totals, it ends with
/// a page that is empty, is shorter than the others, or contains no new item. After the first page, a 404 response counts as an empty page. If the
/// API returns fewer items than it reports although nothing was deleted, the enumeration throws after the last item, unless
/// <see cref="PagingOptions.AllowIncomplete"/> is <see langword="true"/>. The enumeration also stops after 10 consecutive pages without a new item.
/// </para>
/// <para>
/// An enumeration is not a snapshot. It returns items that are added at the end while it runs. If items before the current page are deleted, the API
/// moves later items up. The enumeration then reads the previous page again, so that it skips no remaining item. It cannot detect a deletion and a
/// creation that cancel each other out between two requests. It does not recognize a repeated item without an identity, that is, a code or ID. It
/// also does not recognize one after more than 1,000 items and <see cref="PagingOptions.PrefetchPages"/> + 2 pages. A list of items without an
/// identity ends after 10,000 pages, or after 1,000 pages if the API reports no totals.
/// </para>
/// </remarks>
public class PagedAsyncEnumerable<T> : IAsyncEnumerable<T>
{
    private readonly Func<int, int, CancellationToken, Task<Page<T>>> _getPage;
    private readonly PagingOptions _options;
    private readonly CancellationToken _cancellationToken;
    private Page<T>? _counted;

    /// <summary>Initializes a new, empty instance of the <see cref="PagedAsyncEnumerable{T}"/> class for use as a test double.</summary>
    protected PagedAsyncEnumerable()
        : this(static (page, _, _) => Task.FromResult(new Page<T>([], page)), new PagingOptions(), CancellationToken.None)
    {
    }

    internal PagedAsyncEnumerable(
        Func<int, int, CancellationToken, Task<Page<T>>> getPage, PagingOptions options, CancellationToken cancellationToken)
    {
        _getPage = getPage;
        _options = options;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Gets the ID of the operation that returns the list, or <see langword="null"/> in a test double.</summary>
    internal string? OperationId { get; init; }

    /// <summary>Gets the delegate that logs why the list is incomplete.</summary>
    internal Action<string>? LogIncomplete { get; init; }

    /// <summary>Returns an enumerator that iterates asynchronously through the items of all pages.</summary>
    /// <param name="cancellationToken">The token to cancel the enumeration with, in addition to the token of the list.</param>
    /// <exception cref="QboxmailException">
    /// A request failed, or the list is incomplete. The exception is thrown when the page is reached, or after the last item.
    /// </exception>
    /// <exception cref="OperationCanceledException">
    /// The enumeration was canceled. The exception is thrown before the next item is returned, even if it is already buffered.
    /// </exception>
    public virtual async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        using var enumeration = new PageEnumeration<T>(StartWithCounted(), _options, new(_cancellationToken, cancellationToken));

        while (await enumeration.NextAsync().ConfigureAwait(false) is { } page)
        {
            for (var index = 0; index < page.Items.Count; index++)
            {
                enumeration.ThrowIfCanceled();

                // Prefetching starts with the second item, because a consumer may need only the first.
                if (index == 1)
                {
                    enumeration.Prefetch();
                }

                yield return page.Items[index];
            }
        }

        ReportShortfall(enumeration.End);
    }

    /// <summary>Returns the pages of the list, for callers that need the totals or process whole pages.</summary>
    /// <returns>
    /// The pages in order, without items that were returned before. An empty list has one empty page; otherwise, a page after the last one is not
    /// returned. Prefetching starts with the second page.
    /// </returns>
    public virtual IAsyncEnumerable<Page<T>> AsPages() => EnumeratePagesAsync();

    /// <summary>Gets the number of items in the list with one request. The next enumeration reuses the response if it starts with page 1.</summary>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    /// <returns>The number of items, or <see langword="null"/> if the API does not report it or reports fewer than the first page contains.</returns>
    /// <exception cref="QboxmailException">The request failed.</exception>
    public virtual async Task<long?> GetTotalCountAsync(CancellationToken cancellationToken = default)
    {
        var tokens = new CallerCancellation(_cancellationToken, cancellationToken);
        using var either = tokens.Link();
        var isUseful = _options.StartPage == 1;
        var request = _getPage(1, isUseful ? _options.PageSize : 1, either.Token);
        var page = await tokens.RethrowWithCallerTokenAsync(request).ConfigureAwait(false);
        _counted = isUseful ? page : null;

        return page.TotalCount >= page.Items.Count ? page.TotalCount : page.Items.Count == 0 ? 0 : null;
    }

    /// <summary>Creates the function that gets the pages of an enumeration. It returns the counted page for the first request only.</summary>
    private Func<int, int, CancellationToken, Task<Page<T>>> StartWithCounted()
    {
        var counted = Interlocked.Exchange(ref _counted, null);

        return (number, size, token) => Interlocked.Exchange(ref counted, null) is { } first ? Task.FromResult(first) : _getPage(number, size, token);
    }

    private async IAsyncEnumerable<Page<T>> EnumeratePagesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var enumeration = new PageEnumeration<T>(StartWithCounted(), _options, new(_cancellationToken, cancellationToken));
        var pages = 0;

        while (await enumeration.NextAsync().ConfigureAwait(false) is { } page)
        {
            // Prefetching starts with the second page, because a consumer may need only the first.
            if (pages++ > 0)
            {
                enumeration.Prefetch();
            }

            yield return page;
        }

        ReportShortfall(enumeration.End);
    }

    private void ReportShortfall(EndDetector end)
    {
        if (end.DescribeShortfall() is not { } shortfall)
        {
            return;
        }

        // Without totals, a list that repeats itself cannot be distinguished from a very long one, so the shortfall is only logged.
        if (!_options.AllowIncomplete && end.HasReportedTotals)
        {
            throw new QboxmailApiException(
                $"{(OperationId is null ? "The list" : $"The list returned by {OperationId}")} is incomplete: {shortfall}. "
                + "Enumerate it again, or set PagingOptions.AllowIncomplete to accept an incomplete list.",
                HttpStatusCode.OK,
                QboxmailErrorReason.Unexpected)
            {
                OperationId = OperationId,
                IsIncompleteList = true,
            };
        }

        LogIncomplete?.Invoke(shortfall);
    }
}

/// <summary>Creates <see cref="PagedAsyncEnumerable{T}"/> instances for tests.</summary>
public static class PagedAsyncEnumerable
{
    /// <summary>Creates a list that returns the specified pages without sending requests.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="pages">The items of each page; none for an empty list.</param>
    /// <returns>The list, which a mocked method can return.</returns>
    public static PagedAsyncEnumerable<T> FromPages<T>(params IReadOnlyList<T>[] pages)
    {
        var total = (pages ?? throw new ArgumentNullException(nameof(pages))).Sum(page => (long)page.Count);

        Task<Page<T>> GetPage(int number, int size, CancellationToken cancellationToken)
        {
            var items = number <= pages.Length ? pages[number - 1] : [];
            var pagination = new Models.Pagination { Page = number, TotalPages = pages.Length, TotalRecords = total };
            return Task.FromResult(new Page<T>(items, number, pagination));
        }

        return new(GetPage, new PagingOptions(), CancellationToken.None);
    }
}
