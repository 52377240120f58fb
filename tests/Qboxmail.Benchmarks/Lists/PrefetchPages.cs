namespace Qboxmail.Benchmarks.Lists;

/// <summary>Enumerates 100 pages of a server with a latency of 50 ms.</summary>
internal static class PrefetchPages
{
    private const int Pages = 100;
    private const int PageSize = 100;

    public static async Task<string[]> CompareAsync()
    {
        using var server = new ListServer(Pages * PageSize, TimeSpan.FromMilliseconds(50));
        using var client = server.CreateClient();

        return
        [
            await Comparison.CompareAsync(
                "100 pages at 50 ms of latency: `PrefetchPages` 0 / 8",
                () => EnumerateAsync(client, prefetchPages: 0),
                () => EnumerateAsync(client, prefetchPages: 8)),
            await Comparison.CompareAsync(
                "the same: `PrefetchPages` 0 / a loop over `ListPageAsync`",
                () => EnumerateAsync(client, prefetchPages: 0),
                () => LoopAsync(client)),
        ];
    }

    private static async Task EnumerateAsync(QboxmailClient client, int prefetchPages)
    {
        var count = 0;

        var paging = new PagingOptions { PageSize = PageSize, PrefetchPages = prefetchPages };

        await foreach (var mailbox in client.EmailAccounts.ListAsync("D123456789", paging: paging))
        {
            count += mailbox.Code.Length > 0 ? 1 : 0;
        }

        Check(count);
    }

    private static async Task LoopAsync(QboxmailClient client)
    {
        var count = 0;

        for (var number = 1; ; number++)
        {
            var page = await client.EmailAccounts.ListPageAsync("D123456789", page: number, pageSize: PageSize);
            count += page.Items.Count(mailbox => mailbox.Code.Length > 0);

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
            throw new InvalidOperationException($"The enumeration returned {count} items.");
        }
    }
}
