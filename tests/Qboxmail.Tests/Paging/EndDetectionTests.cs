namespace Qboxmail.Tests;

/// <summary>An enumeration ends where the list ends, even when the API reports no end or a wrong one.</summary>
public class EndDetectionTests : ApiTests
{
    private static readonly string[] None = [];

    [Test]
    public async Task A_list_of_one_reported_page_costs_one_request()
    {
        var codes = await EnumerateAsync(DomainPages.With("""{"per": 2, "page": 1, "total_pages": 1, "total_records": 2}""", "D1", "D2"));

        Assert.That(codes, Is.EqualTo(new[] { "D1", "D2" }));
    }

    [Test]
    public async Task An_empty_list_costs_one_request()
    {
        Assert.That(await EnumerateAsync(DomainPages.Of()), Is.EqualTo(None));
        Assert.That(await EnumerateAsync(DomainPages.With("{}")), Is.EqualTo(None));
        Assert.That(await EnumerateAsync(DomainPages.With("""{"total_pages": 0, "total_records": 0}""")), Is.EqualTo(None));
        Assert.That(await EnumerateAsync(DomainPages.With("""{"total_pages": 1, "total_records": 0}""")), Is.EqualTo(None));
    }

    [Test]
    public async Task An_empty_list_has_one_empty_page()
    {
        Api.Get($"/api/domains?page=1&per={ApiRoute.DefaultPage}", DomainPages.With("""{"total_records": 0}"""));

        var pages = await Client.Domains.ListAsync().AsPages().ToListAsync();

        Assert.That(pages.Select(page => (page.Number, page.Items.Count, page.TotalCount)), Is.EqualTo(new[] { (1, 0, 0L) }));
        Api.Verify();
    }

    [TestCase("{}")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("\"none\"")]
    [TestCase("""{"total_pages": null}""")]
    [TestCase("""{"total_pages": "many"}""")]
    public async Task A_list_without_totals_ends_with_a_page_shorter_than_the_others(string pagination)
    {
        var codes = await EnumerateAsync(
            DomainPages.With(pagination, "D1", "D2"),
            DomainPages.With(pagination, "D3", "D4"),
            DomainPages.With(pagination, "D5"));

        Assert.That(codes, Is.EqualTo(new[] { "D1", "D2", "D3", "D4", "D5" }));
    }

    [Test]
    public async Task A_list_without_pagination_ends_with_an_empty_page()
    {
        var codes = await EnumerateAsync(DomainPages.Of("D1", "D2"), DomainPages.Of("D3", "D4"), DomainPages.Of());

        Assert.That(codes, Is.EqualTo(new[] { "D1", "D2", "D3", "D4" }));
    }

    [Test]
    public async Task A_repeated_page_ends_a_list_and_is_not_returned_twice()
    {
        var codes = await EnumerateAsync(DomainPages.Of("D1", "D2"), DomainPages.Of("D1", "D2"));

        Assert.That(codes, Is.EqualTo(new[] { "D1", "D2" }));
    }

    [Test]
    public async Task Repeated_items_end_a_list_whatever_else_the_response_contains()
    {
        var codes = await EnumerateAsync(DomainPages.With("""{"page": 1}""", "D1", "D2"), DomainPages.With("""{"page": 2}""", "D2", "D1"));

        Assert.That(codes, Is.EqualTo(new[] { "D1", "D2" }));
    }

    [Test]
    public async Task Items_inserted_at_the_front_do_not_end_a_list()
    {
        var codes = await EnumerateAsync(
            DomainPages.With("""{"page": 1, "total_pages": 2}""", "D1", "D2"),
            DomainPages.With("""{"page": 2, "total_pages": 3}""", "D1", "D2"),
            DomainPages.With("""{"page": 3, "total_pages": 3}""", "D3"));

        Assert.That(codes, Is.EqualTo(new[] { "D1", "D2", "D3" }));
    }

    [Test]
    public async Task The_size_of_the_received_pages_counts_and_not_the_requested_one()
    {
        // The server returns one item per page although two were requested.
        var codes = await EnumerateAsync(
            DomainPages.With("""{"per": 1}""", "D1"), DomainPages.With("""{"per": 1}""", "D2"), DomainPages.With("""{"per": 1}"""));

        Assert.That(codes, Is.EqualTo(new[] { "D1", "D2" }));
    }

    [Test]
    public async Task A_reported_page_size_does_not_end_a_list_whose_pages_are_capped_below_it()
    {
        var codes = await EnumerateAsync(
            DomainPages.With("""{"per": 25}""", "D1", "D2"),
            DomainPages.With("""{"per": 25}""", "D3", "D4"),
            DomainPages.With("""{"per": 25}""", "D5"));

        Assert.That(codes, Is.EqualTo(new[] { "D1", "D2", "D3", "D4", "D5" }));
    }

    [Test]
    public async Task A_short_page_is_not_the_last_when_more_pages_are_reported()
    {
        var codes = await EnumerateAsync(
            DomainPages.With("""{"per": 2, "total_pages": 3}""", "D1", "D2"),
            DomainPages.With("""{"per": 2, "total_pages": 3}""", "D3"),
            DomainPages.With("""{"per": 2, "total_pages": 3}""", "D4"));

        Assert.That(codes, Is.EqualTo(new[] { "D1", "D2", "D3", "D4" }));
    }

    [Test]
    public async Task A_list_that_grows_is_enumerated_to_its_new_end()
    {
        var codes = await EnumerateAsync(
            DomainPages.With("""{"total_pages": 2}""", "D1", "D2"),
            DomainPages.With("""{"total_pages": 3}""", "D3", "D4"),
            DomainPages.With("""{"total_pages": 3}""", "D5"));

        Assert.That(codes, Is.EqualTo(new[] { "D1", "D2", "D3", "D4", "D5" }));
    }

    [Test]
    public async Task A_page_count_may_be_a_string()
    {
        var codes = await EnumerateAsync(
            DomainPages.With("""{"total_pages": "2"}""", "D1", "D2"), DomainPages.With("""{"total_pages": "2"}""", "D3", "D4"));

        Assert.That(codes, Has.Count.EqualTo(4));
    }

    [TestCase("""{"total_pages": 2, "total_records": 150}""", 150)]
    [TestCase("""{"total_pages": 2}""", null)]
    [TestCase("""{"total_records": 150}""", 150)]
    public async Task A_start_page_after_the_last_one_costs_one_request_and_is_empty(string pagination, long? total)
    {
        Api.Get($"/api/domains?page=9&per={ApiRoute.DefaultPage}", DomainPages.With(pagination));

        var pages = await Client.Domains.ListAsync(paging: new() { StartPage = 9 }).AsPages().ToListAsync();

        Assert.That(pages.Select(page => (page.Number, page.Items.Count, page.TotalCount)), Is.EqualTo(new[] { (9, 0, total) }));
        Api.Verify();
    }

    [Test]
    public async Task A_start_page_that_reaches_the_reported_item_count_ends_a_list()
    {
        Api.Get($"/api/domains?page=2&per={ApiRoute.DefaultPage}", DomainPages.With("""{"total_records": 4}""", "D3", "D4"));

        Assert.That(await Client.Domains.ListAsync(paging: new() { StartPage = 2 }).CountAsync(), Is.EqualTo(2));
        Api.Verify();
    }

    [TestCase("""{"total_records": 4}""")]
    [TestCase("""{"total_pages": 2}""")]
    public async Task A_total_of_an_earlier_page_ends_a_list_whose_last_page_reports_none(string pagination)
    {
        var codes = await EnumerateAsync(DomainPages.With(pagination, "D1", "D2"), DomainPages.Of("D3", "D4"));

        Assert.That(codes, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task Empty_pages_after_the_last_item_are_not_returned()
    {
        Api.Get("/api/domains?page=1&per=2", DomainPages.Of("D1", "D2")).Get("/api/domains?page=2&per=2", DomainPages.Of());

        var pages = await Client.Domains.ListAsync(paging: new() { PageSize = 2, PrefetchPages = 0 }).AsPages().ToListAsync();

        Assert.That(pages.Select(page => page.Number), Is.EqualTo(new[] { 1 }));
        Api.Verify();
    }

    /// <summary>Enumerates a list with two items per page, and verifies that exactly the given responses were requested.</summary>
    private static async Task<List<string>> EnumerateAsync(params string[] responses)
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();

        for (var page = 1; page <= responses.Length; page++)
        {
            api.Get($"/api/domains?page={page}&per=2", responses[page - 1]);
        }

        var codes = await client.Domains.ListAsync(paging: new() { PageSize = 2, PrefetchPages = 0 }).Select(domain => domain.Code).ToListAsync();

        api.Verify();
        return codes;
    }
}
