using System.Net;

namespace Qboxmail.Tests;

public class PrefetchTests : ApiTests
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

        Assert.That(pages.Asked, Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public async Task The_second_item_starts_the_prefetching()
    {
        using var pages = new ControlledPages(total: 30);
        await using var rows = pages.List(pagesAhead: 2).GetAsyncEnumerator();

        await rows.MoveNextAsync();
        await rows.MoveNextAsync();

        Assert.That(pages.Asked, Is.EqualTo(new[] { 1, 2, 3 }));
    }

    [Test]
    public async Task One_page_is_prefetched_by_default()
    {
        using var pages = new ControlledPages(total: 30);
        await using var items = pages.List(new PagingOptions().PrefetchPages).GetAsyncEnumerator();

        await items.MoveNextAsync();
        await items.MoveNextAsync();

        Assert.That(pages.Asked, Is.EqualTo(new[] { 1, 2 }));
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
        Assert.That(pages.Asked, Is.EqualTo(new[] { 1, 2, 3 }));
    }

    [Test]
    public async Task Items_are_returned_in_order_however_late_their_page_is()
    {
        using var pages = new ControlledPages(total: 40) { Holds = true };
        await using var rows = pages.List(pagesAhead: 3).GetAsyncEnumerator();
        var walked = new List<string>();
        var move = rows.MoveNextAsync().AsTask();

        while (true)
        {
            // The page that was requested last is returned first.
            while (!move.IsCompleted)
            {
                pages.Answer(pages.Held.Max());
            }

            if (!await move)
            {
                break;
            }

            walked.Add(rows.Current.Code);
            move = rows.MoveNextAsync().AsTask();
        }

        Assert.That(walked, Is.EqualTo(Enumerable.Range(1, 40).Select(number => $"D{number}")));
    }

    [Test]
    public async Task An_error_is_thrown_when_its_page_is_reached()
    {
        using var pages = new ControlledPages(total: 100) { FailsAt = 7 };
        var walked = 0;

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(async () =>
        {
            await foreach (var domain in pages.List(pagesAhead: 16))
            {
                walked++;
            }
        });

        Assert.That(exception!.Message, Is.EqualTo("page 7"));
        Assert.That(walked, Is.EqualTo(60));
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
        Assert.That(pages.Cancelled, Is.GreaterThan(0));
    }

    [Test]
    public async Task A_canceled_enumeration_cancels_pending_requests()
    {
        using var pages = new ControlledPages(total: 100);
        using var stop = new CancellationTokenSource();
        await using var rows = pages.List(pagesAhead: 4).WithCancellation(stop.Token).GetAsyncEnumerator();
        await rows.MoveNextAsync();
        pages.Holds = true;
        await rows.MoveNextAsync();

        await stop.CancelAsync();

        Assert.That(pages.Held, Is.Empty);
        Assert.That(pages.Cancelled, Is.EqualTo(4));
    }

    [Test]
    public async Task AsPages_prefetches_from_the_second_page_on()
    {
        using var pages = new ControlledPages(total: 100);
        await using var walk = pages.List(pagesAhead: 2).AsPages().GetAsyncEnumerator();

        await walk.MoveNextAsync();
        var first = pages.Asked.ToList();
        await walk.MoveNextAsync();

        Assert.That(first, Is.EqualTo(new[] { 1 }));
        Assert.That(pages.Asked, Is.EqualTo(new[] { 1, 2, 3, 4 }));
    }

    [Test]
    public async Task Without_a_page_count_only_the_next_page_is_prefetched()
    {
        using var pages = new ControlledPages(total: 100) { TellsTotals = false };
        await using var rows = pages.List(pagesAhead: 8).GetAsyncEnumerator();

        await rows.MoveNextAsync();
        await rows.MoveNextAsync();

        Assert.That(pages.Asked, Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public async Task A_429_delays_the_other_pages_of_the_list()
    {
        var time = new FakeTime();
        var refusesPage3 = true;
        // When the pause is over, both pages are asked for at once, in any order.
        using var server = new StubHandler(request => request.RequestUri!.Query switch
        {
            "?page=1&per=2" => FakeApi.Response(HttpStatusCode.OK, Page(1, "D1", "D2")),
            "?page=2&per=2" => FakeApi.Response(HttpStatusCode.OK, Page(2, "D3", "D4")),
            "?page=3&per=2" when refusesPage3 => FakeApi.Response((HttpStatusCode)429, """{"message": "Too many"}""", ("Retry-After", "10")),
            "?page=3&per=2" => FakeApi.Response(HttpStatusCode.OK, Page(3, "D5", "D6")),
            _ => FakeApi.Response(HttpStatusCode.OK, Page(4, "D7", "D8")),
        });
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token, TimeProvider = time }, server);
        await using var rows = client.Domains.ListAsync(paging: new PagingOptions { PageSize = 2, PrefetchPages = 2 }).GetAsyncEnumerator();
        await TakeAsync(rows, 2);
        var pauseOfPage3 = await time.NextPauseAsync();

        // The second item of the second page requests the fourth page.
        await TakeAsync(rows, 2);
        var pauseOfPage4 = await time.NextPauseAsync();
        var requestsMeanwhile = server.Count;
        refusesPage3 = false;
        time.Advance(TimeSpan.FromSeconds(10));
        await TakeAsync(rows, 4);

        Assert.That(pauseOfPage3, Is.EqualTo(TimeSpan.FromSeconds(10)));
        Assert.That(pauseOfPage4, Is.EqualTo(TimeSpan.FromSeconds(10)));
        Assert.That((requestsMeanwhile, server.Count), Is.EqualTo((3, 5)));
        Assert.That(rows.Current.Code, Is.EqualTo("D8"));
    }

    [Test]
    public async Task A_clock_that_is_set_back_does_not_prolong_the_delay_of_a_429()
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Expect(HttpMethod.Get, "/api/domains?page=1&per=2", (HttpStatusCode)429, """{"message": "Too many"}""", ("Retry-After", "10"))
            .Get("/api/domains?page=1&per=2", Page(1, "D1", "D2"))
            .Get("/api/domains?page=2&per=2", Page(2, "D3", "D4"));
        await using var rows = Client.Domains.ListAsync(paging: new PagingOptions { PageSize = 2, PrefetchPages = 0 }).GetAsyncEnumerator();
        await TakeAsync(rows, 2);

        Api.Time.SetBy = TimeSpan.FromHours(-1);
        await TakeAsync(rows, 1);

        Assert.That(Api.Time.Pauses, Is.EqualTo(new[] { TimeSpan.FromSeconds(10) }));
        Api.Verify();
    }

    [Test]
    public async Task Items_that_move_up_are_not_skipped()
    {
        Api.Get(
            "/api/domains?page=1&per=2",
            """{"resources": [{"code": "D1"}, {"code": "D2"}], "pagination": {"per": 2, "total_pages": 3, "total_records": 5}}""")
            .Get(
                "/api/domains?page=2&per=2",
                """{"resources": [{"code": "D4"}, {"code": "D5"}], "pagination": {"per": 2, "total_pages": 2, "total_records": 4}}""")
            .Get(
                "/api/domains?page=1&per=2",
                """{"resources": [{"code": "D2"}, {"code": "D3"}], "pagination": {"per": 2, "total_pages": 2, "total_records": 4}}""");
        var walked = new List<string>();

        await foreach (var domain in Client.Domains.ListAsync(paging: new PagingOptions { PageSize = 2, PrefetchPages = 0 }))
        {
            walked.Add(domain.Code);
        }

        Assert.That(walked, Is.EqualTo(new[] { "D1", "D2", "D3", "D4", "D5" }));
        Api.Verify();
    }

    [Test]
    public async Task HandleConcurrentDeletes_can_be_turned_off()
    {
        Api.Get(
            "/api/domains?page=1&per=2",
            """{"resources": [{"code": "D1"}, {"code": "D2"}], "pagination": {"per": 2, "total_pages": 3, "total_records": 5}}""")
            .Get(
                "/api/domains?page=2&per=2",
                """{"resources": [{"code": "D2"}, {"code": "D5"}], "pagination": {"per": 2, "total_pages": 2, "total_records": 4}}""");
        var walked = new List<string>();

        await foreach (var domain in Client.Domains.ListAsync(
            paging: new PagingOptions { PageSize = 2, PrefetchPages = 0, HandleConcurrentDeletes = false }))
        {
            walked.Add(domain.Code);
        }

        Assert.That(walked, Is.EqualTo(new[] { "D1", "D2", "D2", "D5" }));
        Api.Verify();
    }

    private static string Page(int number, params string[] codes)
    {
        var rows = string.Join(", ", codes.Select(code => $"{{\"code\": \"{code}\"}}"));
        return $$"""{"resources": [{{rows}}], "pagination": {"page": {{number}}, "per": 2, "total_pages": 4, "total_records": 8} }""";
    }

    private static async Task TakeAsync(IAsyncEnumerator<Domain> rows, int count)
    {
        for (; count > 0; count--)
        {
            Assert.That(await rows.MoveNextAsync());
        }
    }

    private static async Task<int> CountAsync(PagedAsyncEnumerable<Domain> list)
    {
        var count = 0;

        await foreach (var row in list)
        {
            count++;
        }

        return count;
    }

    /// <summary>A list in pages of ten, whose responses can be delayed.</summary>
    private sealed class ControlledPages(int total) : IDisposable
    {
        private readonly SortedDictionary<int, TaskCompletionSource<Page<Domain>>> _held = [];
        private readonly SynchronizationContext? _context = LeaveContext();

        public List<int> Asked { get; } = [];

        public IEnumerable<int> Held => _held.Keys;

        public int Cancelled { get; private set; }

        public bool Holds { get; set; }

        public bool TellsTotals { get; init; } = true;

        public int? FailsAt { get; init; }

        public PagedAsyncEnumerable<Domain> List(int pagesAhead) =>
            new(GetAsync, new PagingOptions { PageSize = 10, PrefetchPages = pagesAhead }, CancellationToken.None);

        public void Answer(int page)
        {
            _held.Remove(page, out var answer);
            answer!.SetResult(Page(page));
        }

        public void Dispose() => SynchronizationContext.SetSynchronizationContext(_context);

        private Task<Page<Domain>> GetAsync(int page, int size, CancellationToken cancellationToken)
        {
            Asked.Add(page);

            if (page == FailsAt)
            {
                return Task.FromException<Page<Domain>>(
                    new QboxmailApiException($"page {page}", HttpStatusCode.InternalServerError, QboxmailErrorReason.ServerError));
            }

            if (!Holds)
            {
                return Task.FromResult(Page(page));
            }

            var answer = _held[page] = new TaskCompletionSource<Page<Domain>>();
            cancellationToken.Register(() =>
            {
                _held.Remove(page);
                Cancelled++;
                answer.TrySetCanceled(cancellationToken);
            });
            return answer.Task;
        }

        private Page<Domain> Page(int page) => new(
            [.. Enumerable.Range(1, total).Skip((page - 1) * 10).Take(10).Select(number => new Domain { Code = $"D{number}" })],
            page,
            TellsTotals ? new Pagination { Per = 10, TotalPages = (total + 9) / 10, TotalRecords = total } : null);

        // In a context of NUnit, continuations would run on another thread.
        private static SynchronizationContext? LeaveContext()
        {
            var context = SynchronizationContext.Current;
            SynchronizationContext.SetSynchronizationContext(null);
            return context;
        }
    }
}
