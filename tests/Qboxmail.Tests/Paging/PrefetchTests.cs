namespace Qboxmail.Tests;

/// <summary>Which pages an enumeration requests ahead, and when.</summary>
public class PrefetchTests
{
    [Test]
    public async Task The_first_item_costs_one_request()
    {
        using var pages = new ControlledPages(total: 30);
        var list = pages.List(pagesAhead: 8);

        await foreach (var domain in list)
        {
            Assert.That(domain.Code, Is.EqualTo("D1"));
            break;
        }

        Assert.That(pages.Requested, Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public async Task The_second_item_starts_the_prefetching()
    {
        using var pages = new ControlledPages(total: 30);
        await using var items = pages.List(pagesAhead: 2).GetAsyncEnumerator();

        await items.MoveNextAsync();
        await items.MoveNextAsync();

        Assert.That(pages.Requested, Is.EqualTo(new[] { 1, 2, 3 }));
    }

    [Test]
    public async Task One_page_is_prefetched_by_default()
    {
        using var pages = new ControlledPages(total: 30);
        await using var items = pages.List(new PagingOptions().PrefetchPages).GetAsyncEnumerator();

        await items.MoveNextAsync();
        await items.MoveNextAsync();

        Assert.That(pages.Requested, Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public async Task A_prefetched_page_that_fails_after_the_end_of_the_enumeration_leaves_no_unobserved_exception()
    {
        var unobserved = new List<string>();
        void Note(object? sender, UnobservedTaskExceptionEventArgs args) => unobserved.Add(args.Exception.ToString());
        TaskScheduler.UnobservedTaskException += Note;

        try
        {
            await AbandonFailingPageAsync();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Note;
        }

        Assert.That(unobserved.Where(text => text.Contains("abandoned page", StringComparison.Ordinal)), Is.Empty);
    }

    // In a method of its own, so that nothing keeps the failed task alive.
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static async Task AbandonFailingPageAsync()
    {
        var list = new PagedAsyncEnumerable<Domain>(
            (page, _, _) => page == 1
                ? Task.FromResult(new Page<Domain>([new() { Code = "D1" }, new() { Code = "D2" }], 1, new Pagination { TotalPages = 2 }))
                : Task.FromException<Page<Domain>>(new InvalidOperationException("abandoned page")),
            new PagingOptions(),
            CancellationToken.None);

        await foreach (var domain in list)
        {
            if (domain.Code == "D2")
            {
                break;
            }
        }
    }

    [Test]
    public async Task No_page_after_the_last_one_is_prefetched()
    {
        using var pages = new ControlledPages(total: 25);

        var count = await CountAsync(pages.List(pagesAhead: 16));

        Assert.That(count, Is.EqualTo(25));
        Assert.That(pages.Requested, Is.EqualTo(new[] { 1, 2, 3 }));
    }

    [Test]
    public async Task Items_are_returned_in_order_however_late_their_page_is()
    {
        using var pages = new ControlledPages(total: 40) { Holds = true };
        await using var items = pages.List(pagesAhead: 3).GetAsyncEnumerator();
        var returned = new List<string>();
        var move = items.MoveNextAsync().AsTask();

        while (true)
        {
            // The page that was requested last is returned first.
            while (!move.IsCompleted)
            {
                pages.Respond(pages.Held.Max());
            }

            if (!await move)
            {
                break;
            }

            returned.Add(items.Current.Code);
            move = items.MoveNextAsync().AsTask();
        }

        Assert.That(returned, Is.EqualTo(Enumerable.Range(1, 40).Select(number => $"D{number}")));
    }

    [Test]
    public async Task An_error_is_thrown_when_its_page_is_reached()
    {
        using var pages = new ControlledPages(total: 100) { FailsAt = 7 };
        var returned = 0;

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(async () =>
        {
            await foreach (var domain in pages.List(pagesAhead: 16))
            {
                returned++;
            }
        });

        Assert.That(exception!.Message, Is.EqualTo("page 7"));
        Assert.That(returned, Is.EqualTo(60));
    }

    [Test]
    public async Task A_consumer_that_stops_cancels_pending_requests()
    {
        using var pages = new ControlledPages(total: 100);

        await foreach (var domain in pages.List(pagesAhead: 4))
        {
            if (domain.Code == "D2")
            {
                pages.Holds = true;
            }

            if (domain.Code == "D12")
            {
                break;
            }
        }

        Assert.That(pages.Held, Is.Empty);
        Assert.That(pages.CanceledCount, Is.GreaterThan(0));
    }

    [Test]
    public async Task A_canceled_enumeration_cancels_pending_requests()
    {
        using var pages = new ControlledPages(total: 100);
        using var stop = new CancellationTokenSource();
        await using var items = pages.List(pagesAhead: 4).WithCancellation(stop.Token).GetAsyncEnumerator();
        await items.MoveNextAsync();
        pages.Holds = true;
        await items.MoveNextAsync();

        await stop.CancelAsync();

        Assert.That(pages.Held, Is.Empty);
        Assert.That(pages.CanceledCount, Is.EqualTo(4));
    }

    [Test]
    public async Task AsPages_prefetches_from_the_second_page_on()
    {
        using var pages = new ControlledPages(total: 100);
        await using var pageItems = pages.List(pagesAhead: 2).AsPages().GetAsyncEnumerator();

        await pageItems.MoveNextAsync();
        var first = pages.Requested.ToList();
        await pageItems.MoveNextAsync();

        Assert.That(first, Is.EqualTo(new[] { 1 }));
        Assert.That(pages.Requested, Is.EqualTo(new[] { 1, 2, 3, 4 }));
    }

    [Test]
    public async Task Without_a_page_count_only_the_next_page_is_prefetched()
    {
        using var pages = new ControlledPages(total: 100) { ReportsTotals = false };
        await using var items = pages.List(pagesAhead: 8).GetAsyncEnumerator();

        await items.MoveNextAsync();
        await items.MoveNextAsync();

        Assert.That(pages.Requested, Is.EqualTo(new[] { 1, 2 }));
    }

    private static async Task<int> CountAsync(PagedAsyncEnumerable<Domain> list)
    {
        var count = 0;

        await foreach (var item in list)
        {
            count++;
        }

        return count;
    }
}
