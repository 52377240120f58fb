using System.Net;

namespace Qboxmail.Tests;

public class PagingTests : ApiTests
{
    // What is asked for ahead would blur which request a row needs.
    private static readonly PagingOptions Plain = new() { PageSize = 2, PrefetchPages = 0 };

    [Test]
    public async Task Hand_out_the_rows_of_all_pages_in_their_order()
    {
        Api.Get("/api/domains?page=1&per=2", DomainRows.With("""{"total_pages": 3}""", "D1", "D2"))
            .Get("/api/domains?page=2&per=2", DomainRows.With("""{"total_pages": 3}""", "D3", "D4"))
            .Get("/api/domains?page=3&per=2", DomainRows.With("""{"total_pages": 3}""", "D5"));

        var codes = await Client.Domains.ListAsync(paging: Plain).Select(domain => domain.Code).ToListAsync();

        Assert.That(codes, Is.EqualTo(new[] { "D1", "D2", "D3", "D4", "D5" }));
        Api.Verify();
    }

    [Test]
    public async Task Ask_for_a_hundred_rows_at_once_unless_told_otherwise()
    {
        Api.Get("/api/domains?page=1&per=100", DomainRows.With("""{"total_pages": 1}""", "D1"));

        await Client.Domains.ListAsync().ToListAsync();

        Api.Verify();
    }

    [Test]
    public async Task Ask_with_the_same_filters_on_every_page()
    {
        Api.Get("/api/domains?query=a%26b%20c&page=1&per=2", DomainRows.With("""{"total_pages": 2}""", "D1", "D2"))
            .Get("/api/domains?query=a%26b%20c&page=2&per=2", DomainRows.With("""{"total_pages": 2}""", "D3"));

        var domains = await Client.Domains.ListAsync(new() { Query = "a&b c" }, Plain).ToListAsync();

        Assert.That(domains, Has.Count.EqualTo(3));
        Api.Verify();
    }

    [Test]
    public async Task Request_nothing_before_the_first_row_is_asked_for()
    {
        var domains = Client.Domains.ListAsync();
        var pages = domains.AsPages();
        await using var rows = domains.GetAsyncEnumerator();
        await using var pageByPage = pages.GetAsyncEnumerator();

        Assert.That(Api.Requests, Is.Empty);
    }

    [Test]
    public async Task Request_the_next_page_only_when_its_first_row_is_asked_for()
    {
        Api.Get("/api/domains?page=1&per=2", DomainRows.With("""{"total_pages": 2}""", "D1", "D2"))
            .Get("/api/domains?page=2&per=2", DomainRows.With("""{"total_pages": 2}""", "D3"));

        await using var rows = Client.Domains.ListAsync(paging: Plain).GetAsyncEnumerator();
        var requests = new List<int>();

        while (await rows.MoveNextAsync())
        {
            requests.Add(Api.Requests.Count);
        }

        Assert.That(requests, Is.EqualTo(new[] { 1, 1, 2 }));
        Api.Verify();
    }

    [Test]
    public async Task Cost_one_request_when_only_the_first_row_is_taken()
    {
        Api.Get("/api/domains?page=1&per=100", DomainRows.With("""{"total_pages": 9}""", "D1", "D2"));

        var first = await Client.Domains.ListAsync().FirstAsync();

        Assert.That(first.Code, Is.EqualTo("D1"));
        Api.Verify();
    }

    [Test]
    public async Task Start_anew_with_each_enumeration()
    {
        Api.Get("/api/domains?page=1&per=2", DomainRows.With("""{"total_pages": 1}""", "D1"))
            .Get("/api/domains?page=1&per=2", DomainRows.With("""{"total_pages": 2}""", "D1", "D2"))
            .Get("/api/domains?page=2&per=2", DomainRows.With("""{"total_pages": 2}""", "D3"));
        var domains = Client.Domains.ListAsync(paging: Plain);

        Assert.That(await domains.CountAsync(), Is.EqualTo(1));
        Assert.That(await domains.CountAsync(), Is.EqualTo(3));
        Api.Verify();
    }

    [Test]
    public async Task May_run_side_by_side()
    {
        Api.Get("/api/domains?page=1&per=2", DomainRows.With("""{"total_pages": 2}""", "D1", "D2"))
            .Get("/api/domains?page=1&per=2", DomainRows.With("""{"total_pages": 2}""", "D1", "D2"))
            .Get("/api/domains?page=2&per=2", DomainRows.With("""{"total_pages": 2}""", "D3"))
            .Get("/api/domains?page=2&per=2", DomainRows.With("""{"total_pages": 2}""", "D3"));
        var domains = Client.Domains.ListAsync(paging: Plain);

        var pairs = await domains.Select(domain => domain.Code).Zip(domains.Select(domain => domain.Code)).ToListAsync();

        Assert.That(pairs, Is.EqualTo(new[] { ("D1", "D1"), ("D2", "D2"), ("D3", "D3") }));
        Api.Verify();
    }

    [Test]
    public async Task Begin_at_the_page_that_they_are_told()
    {
        Api.Get("/api/domains?page=7&per=100", DomainRows.With("""{"total_pages": 8}""", "D7"))
            .Get("/api/domains?page=8&per=100", DomainRows.With("""{"total_pages": 8}""", "D8"));

        var codes = await Client.Domains.ListAsync(paging: new() { StartPage = 7 }).Select(domain => domain.Code).ToListAsync();

        Assert.That(codes, Is.EqualTo(new[] { "D7", "D8" }));
        Api.Verify();
    }

    [Test]
    public async Task Are_as_they_were_asked_for_whatever_happens_to_the_options_and_filters_afterwards()
    {
        Api.Get("/api/domains?query=a&page=1&per=2", DomainRows.With("""{"total_pages": 1}""", "D1"));
        var query = new DomainsListQuery { Query = "a" };
        var paging = new PagingOptions { PageSize = 2 };

        var domains = Client.Domains.ListAsync(query, paging);
        (query.Query, paging.PageSize, paging.StartPage) = ("b", 50, 5);
        await domains.ToListAsync();

        Api.Verify();
    }

    [Test]
    public async Task Hand_out_pages_with_their_totals()
    {
        Api.Get("/api/domains?page=1&per=2", DomainRows.With("""{"per": 2, "page": 1, "total_pages": 2, "total_records": 3}""", "D1", "D2"))
            .Get("/api/domains?page=2&per=2", DomainRows.With("""{"per": 2, "page": 2, "total_pages": 2, "total_records": 3}""", "D3"));

        var pages = await Client.Domains.ListAsync(paging: Plain).AsPages().ToListAsync();

        Assert.That(
            pages.Select(page => (page.Number, page.Items.Count, page.TotalPages, page.TotalCount)),
            Is.EqualTo(new[] { (1, 2, 2, 3L), (2, 1, 2, 3L) }));
        Api.Verify();
    }

    [Test]
    public async Task Fail_on_the_page_that_fails_after_the_rows_before_it()
    {
        using var client = Api.CreateClient(options => options.MaxRetries = 0);
        Api.Get("/api/domains?page=1&per=2", DomainRows.With("""{"total_pages": 3}""", "D1", "D2"))
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
    public async Task Go_on_after_a_page_that_was_repeated()
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Get("/api/domains?page=1&per=2", DomainRows.With("""{"total_pages": 2}""", "D1", "D2"))
            .Get("/api/domains?page=2&per=2", HttpStatusCode.ServiceUnavailable)
            .Get("/api/domains?page=2&per=2", DomainRows.With("""{"total_pages": 2}""", "D3"));

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
    public void Have_options_within_bounds_checked_when_the_list_is_made(int pageSize, int startPage, int pagesAhead, string wrong)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(
            () => Client.Domains.ListAsync(paging: new() { PageSize = pageSize, StartPage = startPage, PrefetchPages = pagesAhead }));

        Assert.That(exception!.ParamName, Is.EqualTo(wrong));
        Assert.That(Api.Requests, Is.Empty);
    }

    [TestCase(1, int.MaxValue, 16)]
    [TestCase(200, 1, 0)]
    public async Task Take_options_on_their_bounds(int pageSize, int startPage, int pagesAhead)
    {
        Api.Get($"/api/domains?page={startPage}&per={pageSize}", DomainRows.Of());

        Assert.That(
            await Client.Domains.ListAsync(paging: new() { PageSize = pageSize, StartPage = startPage, PrefetchPages = pagesAhead }).CountAsync(),
            Is.Zero);
        Api.Verify();
    }

    [Test]
    public void Have_the_documented_options_by_default()
    {
        var options = new PagingOptions();

        Assert.That((options.PageSize, options.StartPage, options.PrefetchPages), Is.EqualTo((100, 1, 1)));
    }
}
