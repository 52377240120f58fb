namespace Qboxmail.Tests;

/// <summary>A walk ends where the list ends, also when the API does not say where that is, or says it wrongly.</summary>
public class EndDetectionTests : ApiTests
{
    private static readonly string[] None = [];

    [Test]
    public async Task One_page_that_says_so_costs_one_request()
    {
        var codes = await WalkAsync(DomainRows.With("""{"per": 2, "page": 1, "total_pages": 1, "total_records": 2}""", "D1", "D2"));

        Assert.That(codes, Is.EqualTo(new[] { "D1", "D2" }));
    }

    [Test]
    public async Task An_empty_list_is_one_request_and_no_row()
    {
        Assert.That(await WalkAsync(DomainRows.Of()), Is.EqualTo(None));
        Assert.That(await WalkAsync(DomainRows.With("{}")), Is.EqualTo(None));
        Assert.That(await WalkAsync(DomainRows.With("""{"total_pages": 0, "total_records": 0}""")), Is.EqualTo(None));
        Assert.That(await WalkAsync(DomainRows.With("""{"total_pages": 1, "total_records": 0}""")), Is.EqualTo(None));
    }

    [Test]
    public async Task An_empty_list_has_one_page_without_rows()
    {
        Api.Get("/api/domains?page=1&per=100", DomainRows.With("""{"total_records": 0}"""));

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
    public async Task Without_a_number_of_pages_it_ends_on_a_page_shorter_than_the_others(string pagination)
    {
        var codes = await WalkAsync(
            DomainRows.With(pagination, "D1", "D2"),
            DomainRows.With(pagination, "D3", "D4"),
            DomainRows.With(pagination, "D5"));

        Assert.That(codes, Is.EqualTo(new[] { "D1", "D2", "D3", "D4", "D5" }));
    }

    [Test]
    public async Task Without_any_pagination_it_ends_on_a_page_without_rows()
    {
        var codes = await WalkAsync(DomainRows.Of("D1", "D2"), DomainRows.Of("D3", "D4"), DomainRows.Of());

        Assert.That(codes, Is.EqualTo(new[] { "D1", "D2", "D3", "D4" }));
    }

    [Test]
    public async Task A_page_that_comes_once_more_ends_it_and_is_not_handed_out_twice()
    {
        var codes = await WalkAsync(DomainRows.Of("D1", "D2"), DomainRows.Of("D1", "D2"));

        Assert.That(codes, Is.EqualTo(new[] { "D1", "D2" }));
    }

    [Test]
    public async Task Rows_that_come_once_more_end_it_whatever_else_is_new_in_the_answer()
    {
        var codes = await WalkAsync(DomainRows.With("""{"page": 1}""", "D1", "D2"), DomainRows.With("""{"page": 2}""", "D2", "D1"));

        Assert.That(codes, Is.EqualTo(new[] { "D1", "D2" }));
    }

    [Test]
    public async Task Rows_put_in_at_the_front_do_not_end_it()
    {
        var codes = await WalkAsync(
            DomainRows.With("""{"page": 1, "total_pages": 2}""", "D1", "D2"),
            DomainRows.With("""{"page": 2, "total_pages": 3}""", "D1", "D2"),
            DomainRows.With("""{"page": 3, "total_pages": 3}""", "D3"));

        Assert.That(codes, Is.EqualTo(new[] { "D1", "D2", "D3" }));
    }

    [Test]
    public async Task The_size_in_the_answer_counts_and_not_the_one_that_was_asked_for()
    {
        // The server gives one row a page although two were asked for.
        var codes = await WalkAsync(
            DomainRows.With("""{"per": 1}""", "D1"), DomainRows.With("""{"per": 1}""", "D2"), DomainRows.With("""{"per": 1}"""));

        Assert.That(codes, Is.EqualTo(new[] { "D1", "D2" }));
    }

    [Test]
    public async Task A_reported_page_size_does_not_end_a_list_whose_pages_are_capped_below_it()
    {
        var codes = await WalkAsync(
            DomainRows.With("""{"per": 25}""", "D1", "D2"), DomainRows.With("""{"per": 25}""", "D3", "D4"), DomainRows.With("""{"per": 25}""", "D5"));

        Assert.That(codes, Is.EqualTo(new[] { "D1", "D2", "D3", "D4", "D5" }));
    }

    [Test]
    public async Task A_short_page_is_not_the_last_when_the_API_says_that_more_follow()
    {
        var codes = await WalkAsync(
            DomainRows.With("""{"per": 2, "total_pages": 3}""", "D1", "D2"),
            DomainRows.With("""{"per": 2, "total_pages": 3}""", "D3"),
            DomainRows.With("""{"per": 2, "total_pages": 3}""", "D4"));

        Assert.That(codes, Is.EqualTo(new[] { "D1", "D2", "D3", "D4" }));
    }

    [Test]
    public async Task A_list_that_grows_while_it_is_walked_is_walked_to_its_new_end()
    {
        var codes = await WalkAsync(
            DomainRows.With("""{"total_pages": 2}""", "D1", "D2"),
            DomainRows.With("""{"total_pages": 3}""", "D3", "D4"),
            DomainRows.With("""{"total_pages": 3}""", "D5"));

        Assert.That(codes, Is.EqualTo(new[] { "D1", "D2", "D3", "D4", "D5" }));
    }

    [Test]
    public async Task A_number_of_pages_may_be_a_text()
    {
        var codes = await WalkAsync(DomainRows.With("""{"total_pages": "2"}""", "D1", "D2"), DomainRows.With("""{"total_pages": "2"}""", "D3", "D4"));

        Assert.That(codes, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task Beginning_behind_the_end_is_one_request_and_one_page_without_rows()
    {
        Api.Get("/api/domains?page=9&per=100", DomainRows.With("""{"total_pages": 2, "total_records": 150}"""));

        var pages = await Client.Domains.ListAsync(paging: new() { StartPage = 9 }).AsPages().ToListAsync();

        Assert.That(pages.Select(page => (page.Number, page.Items.Count, page.TotalCount)), Is.EqualTo(new[] { (9, 0, 150L) }));
        Api.Verify();
    }

    [Test]
    public async Task Pages_behind_the_last_that_has_rows_are_not_handed_out()
    {
        Api.Get("/api/domains?page=1&per=2", DomainRows.Of("D1", "D2")).Get("/api/domains?page=2&per=2", DomainRows.Of());

        var pages = await Client.Domains.ListAsync(paging: new() { PageSize = 2, PrefetchPages = 0 }).AsPages().ToListAsync();

        Assert.That(pages.Select(page => page.Number), Is.EqualTo(new[] { 1 }));
        Api.Verify();
    }

    /// <summary>Walks a list that is asked for two rows at a time, and verifies that just the given answers were fetched.</summary>
    private static async Task<List<string>> WalkAsync(params string[] answers)
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();

        for (var page = 1; page <= answers.Length; page++)
        {
            api.Get($"/api/domains?page={page}&per=2", answers[page - 1]);
        }

        var codes = await client.Domains.ListAsync(paging: new() { PageSize = 2, PrefetchPages = 0 }).Select(domain => domain.Code).ToListAsync();

        api.Verify();
        return codes;
    }
}
