namespace Qboxmail.Tests;

public class SinglePageTests : ApiTests
{
    [Test]
    public async Task ListPageAsync_requests_the_first_page_without_a_size_by_default()
    {
        Api.Get(
            "/api/domains?page=1",
            DomainPages.With("""{"per": 25, "page": 1, "total_pages": 2, "query": null, "total_records": 26}""", "D1", "D2"));

        var page = await Client.Domains.ListPageAsync();

        Assert.That((page.Number, page.Items.Count, page.TotalPages, page.TotalCount, page.Pagination!.Per), Is.EqualTo((1, 2, 2, 26L, 25)));
        Api.Verify();
    }

    [Test]
    public async Task ListPageAsync_requests_the_given_page_and_size()
    {
        Api.Get($"/api/domains?query=x&page=3&per={ApiRoute.LargestPage}", DomainPages.With("""{"page": 3}""", "D1"));

        var page = await Client.Domains.ListPageAsync(new() { Query = "x" }, page: 3, pageSize: ApiRoute.LargestPage);

        Assert.That(page.Number, Is.EqualTo(3));
        Api.Verify();
    }

    [TestCase("""{"resources": []}""", false)]
    [TestCase("""{"resources": [], "pagination": null}""", false)]
    [TestCase("""{"resources": [], "pagination": []}""", false)]
    [TestCase("""{"resources": [], "pagination": {}}""", true)]
    public async Task Totals_that_the_API_does_not_report_are_null(string response, bool hasPagination)
    {
        Api.Get("/api/domains?page=1", response);

        var page = await Client.Domains.ListPageAsync();

        Assert.That((page.TotalPages, page.TotalCount), Is.EqualTo(((int?)null, (long?)null)));
        Assert.That(page.Pagination is not null, Is.EqualTo(hasPagination));
        Api.Verify();
    }

    [Test]
    public async Task A_total_can_exceed_32_bits()
    {
        Api.Get("/api/domains?page=1", DomainPages.With("""{"total_records": 5000000000}"""));

        Assert.That((await Client.Domains.ListPageAsync()).TotalCount, Is.EqualTo(5_000_000_000));
        Api.Verify();
    }

    [TestCase(0, null, "page")]
    [TestCase(-1, null, "page")]
    [TestCase(1, 0, "pageSize")]
    [TestCase(1, 201, "pageSize")]
    public async Task Page_numbers_and_sizes_out_of_range_are_rejected(int page, int? pageSize, string wrong)
    {
        var exception = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Client.Domains.ListPageAsync(page: page, pageSize: pageSize));

        Assert.That(exception!.ParamName, Is.EqualTo(wrong));
        Assert.That(Api.Requests, Is.Empty);
    }

    [Test]
    public void A_page_for_a_test_double_is_created_from_its_items()
    {
        var page = new Page<string>(["a", "b"], 2, new Pagination { TotalPages = 5, TotalRecords = 9 });

        Assert.That((page.Items.Count, page.Number, page.TotalPages, page.TotalCount), Is.EqualTo((2, 2, 5, 9L)));
        Assert.That(new Page<string>([]).Number, Is.EqualTo(1));
        Assert.Throws<ArgumentNullException>(() => _ = new Page<string>(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new Page<string>([], 0));
    }
}
