namespace Qboxmail.Benchmarks;

/// <summary>100 pages from a server that takes 50 ms for each.</summary>
internal static class PrefetchPages
{
    private const int Pages = 100;
    private const int PageSize = 100;

    public static async Task CompareAsync()
    {
        using var server = new ListServer(Pages * PageSize, TimeSpan.FromMilliseconds(50));
        using var client = server.CreateClient();

        await Comparison.CompareAsync(
            "100 pages of 100 rows, 50 ms each",
            ("PrefetchPages 0", () => WalkAsync(client, pagesAhead: 0)),
            ("PrefetchPages 8", () => WalkAsync(client, pagesAhead: 8)));
        await Comparison.CompareAsync(
            "100 pages of 100 rows, 50 ms each",
            ("PrefetchPages 0", () => WalkAsync(client, pagesAhead: 0)),
            ("a loop over ListPageAsync", () => LoopAsync(client)));
    }

    private static async Task WalkAsync(QboxmailClient client, int pagesAhead)
    {
        var count = 0;

        await foreach (var row in client.EmailAccounts.ListAsync("D123456789", paging: new PagingOptions { PageSize = PageSize, PrefetchPages = pagesAhead }))
        {
            count += row.Code.Length > 0 ? 1 : 0;
        }

        Check(count);
    }

    private static async Task LoopAsync(QboxmailClient client)
    {
        var count = 0;

        for (var number = 1; ; number++)
        {
            var page = await client.EmailAccounts.ListPageAsync("D123456789", page: number, pageSize: PageSize);
            count += page.Items.Count(row => row.Code.Length > 0);

            if (number >= page.TotalPages)
            {
                break;
            }
        }

        Check(count);
    }

    private static void Check(int count)
    {
        if (count != Pages * PageSize)
        {
            throw new InvalidOperationException($"{count} rows came.");
        }
    }
}
