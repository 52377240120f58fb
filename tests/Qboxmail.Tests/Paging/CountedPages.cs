namespace Qboxmail.Tests;

/// <summary>A list whose pages a function returns, and the number of pages that were requested.</summary>
internal static class CountedPages
{
    public static (PagedAsyncEnumerable<T> List, Func<int> Requests) Of<T>(Func<int, Page<T>> getPage, PagingOptions? options = null)
    {
        var requests = 0;

        return (new(
            (number, _, _) =>
            {
                requests++;
                return Task.FromResult(getPage(number));
            },
            options ?? new() { PageSize = 5, PrefetchPages = 0 },
            CancellationToken.None), () => requests);
    }
}
