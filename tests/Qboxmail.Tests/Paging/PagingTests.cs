using System.Net;

namespace Qboxmail.Tests;

public class PagingTests : ApiTests
{
    // Prefetching would hide which request an item needs.
    private static readonly PagingOptions Plain = new() { PageSize = 2, PrefetchPages = 0 };

    [Test]
    public async Task A_list_returns_the_items_of_all_pages_in_order()
    {
        Api.Get("/api/domains?page=1&per=2", DomainPages.With("""{"total_pages": 3}""", "D1", "D2"))
            .Get("/api/domains?page=2&per=2", DomainPages.With("""{"total_pages": 3}""", "D3", "D4"))
            .Get("/api/domains?page=3&per=2", DomainPages.With("""{"total_pages": 3}""", "D5"));

        var codes = await Client.Domains.ListAsync(paging: Plain).Select(domain => domain.Code).ToListAsync();

        Assert.That(codes, Is.EqualTo(new[] { "D1", "D2", "D3", "D4", "D5" }));
        Api.Verify();
    }

    [Test]
    public async Task A_list_requests_100_items_a_page_by_default()
    {
        Api.Get($"/api/domains?page=1&per={ApiRoute.DefaultPage}", DomainPages.With("""{"total_pages": 1}""", "D1"));

        await Client.Domains.ListAsync().ToListAsync();

        Api.Verify();
    }

    [Test]
    public async Task A_list_sends_the_same_filters_with_every_page()
    {
        Api.Get("/api/domains?query=a%26b%20c&page=1&per=2", DomainPages.With("""{"total_pages": 2}""", "D1", "D2"))
            .Get("/api/domains?query=a%26b%20c&page=2&per=2", DomainPages.With("""{"total_pages": 2}""", "D3"));

        var domains = await Client.Domains.ListAsync(new() { Query = "a&b c" }, Plain).ToListAsync();

        Assert.That(domains, Has.Count.EqualTo(3));
        Api.Verify();
    }

    [Test]
    public async Task A_list_sends_no_request_before_the_first_item_is_requested()
    {
        var domains = Client.Domains.ListAsync();
        var pages = domains.AsPages();
        await using var items = domains.GetAsyncEnumerator();
        await using var pageByPage = pages.GetAsyncEnumerator();

        Assert.That(Api.Requests, Is.Empty);
    }

    [Test]
    public async Task A_list_without_prefetching_requests_a_page_with_its_first_item()
    {
        Api.Get("/api/domains?page=1&per=2", DomainPages.With("""{"total_pages": 2}""", "D1", "D2"))
            .Get("/api/domains?page=2&per=2", DomainPages.With("""{"total_pages": 2}""", "D3"));

        await using var items = Client.Domains.ListAsync(paging: Plain).GetAsyncEnumerator();
        var requests = new List<int>();

        while (await items.MoveNextAsync())
        {
            requests.Add(Api.Requests.Count);
        }

        Assert.That(requests, Is.EqualTo(new[] { 1, 1, 2 }));
        Api.Verify();
    }

    [Test]
    public async Task Taking_the_first_item_costs_one_request()
    {
        Api.Get($"/api/domains?page=1&per={ApiRoute.DefaultPage}", DomainPages.With("""{"total_pages": 9}""", "D1", "D2"));

        var first = await Client.Domains.ListAsync().FirstAsync();

        Assert.That(first.Code, Is.EqualTo("D1"));
        Api.Verify();
    }

    [Test]
    public async Task Each_enumeration_starts_again()
    {
        Api.Get("/api/domains?page=1&per=2", DomainPages.With("""{"total_pages": 1}""", "D1"))
            .Get("/api/domains?page=1&per=2", DomainPages.With("""{"total_pages": 2}""", "D1", "D2"))
            .Get("/api/domains?page=2&per=2", DomainPages.With("""{"total_pages": 2}""", "D3"));
        var domains = Client.Domains.ListAsync(paging: Plain);

        Assert.That(await domains.CountAsync(), Is.EqualTo(1));
        Assert.That(await domains.CountAsync(), Is.EqualTo(3));
        Api.Verify();
    }

    [Test]
    public async Task Enumerations_can_run_concurrently()
    {
        Api.Get("/api/domains?page=1&per=2", DomainPages.With("""{"total_pages": 2}""", "D1", "D2"))
            .Get("/api/domains?page=1&per=2", DomainPages.With("""{"total_pages": 2}""", "D1", "D2"))
            .Get("/api/domains?page=2&per=2", DomainPages.With("""{"total_pages": 2}""", "D3"))
            .Get("/api/domains?page=2&per=2", DomainPages.With("""{"total_pages": 2}""", "D3"));
        var domains = Client.Domains.ListAsync(paging: Plain);

        var pairs = await domains.Select(domain => domain.Code).Zip(domains.Select(domain => domain.Code)).ToListAsync();

        Assert.That(pairs, Is.EqualTo(new[] { ("D1", "D1"), ("D2", "D2"), ("D3", "D3") }));
        Api.Verify();
    }

    [Test]
    public async Task An_enumeration_begins_at_StartPage()
    {
        Api.Get($"/api/domains?page=7&per={ApiRoute.DefaultPage}", DomainPages.With("""{"total_pages": 8}""", "D7"))
            .Get($"/api/domains?page=8&per={ApiRoute.DefaultPage}", DomainPages.With("""{"total_pages": 8}""", "D8"));

        var codes = await Client.Domains.ListAsync(paging: new() { StartPage = 7 }).Select(domain => domain.Code).ToListAsync();

        Assert.That(codes, Is.EqualTo(new[] { "D7", "D8" }));
        Api.Verify();
    }

    [Test]
    public async Task Later_changes_of_options_and_filters_do_not_affect_a_list()
    {
        Api.Get("/api/domains?query=a&page=1&per=2", DomainPages.With("""{"total_pages": 1}""", "D1"));
        var query = new DomainsListQuery { Query = "a" };
        var paging = new PagingOptions { PageSize = 2 };

        var domains = Client.Domains.ListAsync(query, paging);
        (query.Query, paging.PageSize, paging.StartPage) = ("b", 50, 5);
        await domains.ToListAsync();

        Api.Verify();
    }

    [Test]
    public async Task AsPages_returns_pages_with_their_totals()
    {
        Api.Get("/api/domains?page=1&per=2", DomainPages.With("""{"per": 2, "page": 1, "total_pages": 2, "total_records": 3}""", "D1", "D2"))
            .Get("/api/domains?page=2&per=2", DomainPages.With("""{"per": 2, "page": 2, "total_pages": 2, "total_records": 3}""", "D3"));

        var pages = await Client.Domains.ListAsync(paging: Plain).AsPages().ToListAsync();

        Assert.That(
            pages.Select(page => (page.Number, page.Items.Count, page.TotalPages, page.TotalCount)),
            Is.EqualTo(new[] { (1, 2, 2, 3L), (2, 1, 2, 3L) }));
        Api.Verify();
    }

    [Test]
    public async Task A_failed_page_throws_after_the_items_before_it()
    {
        using var client = Api.CreateClient(options => options.MaxRetries = 0);
        Api.Get("/api/domains?page=1&per=2", DomainPages.With("""{"total_pages": 3}""", "D1", "D2"))
            .Get("/api/domains?page=2&per=2", HttpStatusCode.InternalServerError, """{"message": "Internal server error"}""");
        var codes = new List<string>();

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(async () =>
        {
            await foreach (var domain in client.Domains.ListAsync(paging: Plain))
            {
                codes.Add(domain.Code);
            }
        });

        Assert.That(codes, Is.EqualTo(new[] { "D1", "D2" }));
        Assert.That((exception!.Reason, exception.OperationId), Is.EqualTo((QboxmailErrorReason.ServerError, "Domains_List")));
        Api.Verify();
    }

    [Test]
    public async Task An_enumeration_continues_after_a_retried_page()
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Get("/api/domains?page=1&per=2", DomainPages.With("""{"total_pages": 2}""", "D1", "D2"))
            .Get("/api/domains?page=2&per=2", HttpStatusCode.ServiceUnavailable)
            .Get("/api/domains?page=2&per=2", DomainPages.With("""{"total_pages": 2}""", "D3"));

        Assert.That(await Client.Domains.ListAsync(paging: Plain).CountAsync(), Is.EqualTo(3));
        Api.Verify();
    }

    [TestCase(0, 1, 0, "PageSize")]
    [TestCase(201, 1, 0, "PageSize")]
    [TestCase(-1, 1, 0, "PageSize")]
    [TestCase(100, 0, 0, "StartPage")]
    [TestCase(100, -5, 0, "StartPage")]
    [TestCase(100, 1, -1, "PrefetchPages")]
    [TestCase(100, 1, 17, "PrefetchPages")]
    public void Invalid_paging_options_are_rejected_before_the_first_request(int pageSize, int startPage, int pagesAhead, string wrong)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(
            () => Client.Domains.ListAsync(paging: new() { PageSize = pageSize, StartPage = startPage, PrefetchPages = pagesAhead }));

        Assert.That(exception!.ParamName, Is.EqualTo(wrong));
        Assert.That(Api.Requests, Is.Empty);
    }

    [TestCase(1, int.MaxValue, 16)]
    [TestCase(200, 1, 0)]
    public async Task Paging_options_at_their_bounds_are_valid(int pageSize, int startPage, int pagesAhead)
    {
        Api.Get($"/api/domains?page={startPage}&per={Math.Min(pageSize, ApiRoute.LargestPage)}", DomainPages.Of());

        Assert.That(
            await Client.Domains.ListAsync(paging: new() { PageSize = pageSize, StartPage = startPage, PrefetchPages = pagesAhead }).CountAsync(),
            Is.Zero);
        Api.Verify();
    }

    [Test]
    public async Task A_list_is_read_in_pages_of_at_most_its_maximum()
    {
        using var change = ChangedOperations.LargestPage(typeof(DomainsClient), 30);
        Api.Get("/api/domains?page=1&per=30", DomainPages.Of()).Get("/api/domains?query=example.com&page=1&per=30", DomainPages.Of())
            .Get("/api/domains?page=1&per=12", DomainPages.Of());

        await Client.Domains.ListAsync().CountAsync();
        await Client.Domains.FindByNameAsync("example.com");
        await Client.Domains.ListAsync(paging: new() { PageSize = 12 }).CountAsync();
        var exception = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Client.Domains.ListPageAsync(pageSize: 31));

        Assert.That(exception!.Message, Does.StartWith("The page size must be from 1 to 30."));
        Api.Verify();
    }

    [Test]
    public void The_defaults_of_paging_options_are_as_documented()
    {
        var options = new PagingOptions();

        Assert.That((options.PageSize, options.StartPage, options.PrefetchPages), Is.EqualTo((100, 1, 1)));
    }
}
