namespace Qboxmail.Tests;

public class SinglePageTests : ApiTests
{
    [Test]
    public async Task The_first_page_comes_in_the_size_that_the_server_likes()
    {
        Api.Get(
            "/api/domains?page=1",
            DomainRows.With("""{"per": 25, "page": 1, "total_pages": 2, "query": null, "total_records": 26}""", "D1", "D2"));

        var page = await Client.Domains.ListPageAsync();

        Assert.That((page.Number, page.Items.Count, page.TotalPages, page.TotalCount, page.Pagination!.Per), Is.EqualTo((1, 2, 2, 26L, 25)));
        Api.Verify();
    }

    [Test]
    public async Task A_certain_page_comes_in_a_certain_size()
    {
        Api.Get("/api/domains?query=x&page=3&per=200", DomainRows.With("""{"page": 3}""", "D1"));

        var page = await Client.Domains.ListPageAsync(new() { Query = "x" }, page: 3, pageSize: 200);

        Assert.That(page.Number, Is.EqualTo(3));
        Api.Verify();
    }

    [TestCase("""{"resources": []}""", false)]
    [TestCase("""{"resources": [], "pagination": null}""", false)]
    [TestCase("""{"resources": [], "pagination": []}""", false)]
    [TestCase("""{"resources": [], "pagination": {}}""", true)]
    public async Task What_the_API_does_not_say_is_null(string answer, bool hasPagination)
    {
        Api.Get("/api/domains?page=1", answer);

        var page = await Client.Domains.ListPageAsync();

        Assert.That((page.TotalPages, page.TotalCount), Is.EqualTo(((int?)null, (long?)null)));
        Assert.That(page.Pagination is not null, Is.EqualTo(hasPagination));
        Api.Verify();
    }

    [Test]
    public async Task More_rows_than_fit_into_32_bits_can_be_counted()
    {
        Api.Get("/api/domains?page=1", DomainRows.With("""{"total_records": 5000000000}"""));

        Assert.That((await Client.Domains.ListPageAsync()).TotalCount, Is.EqualTo(5_000_000_000));
        Api.Verify();
    }

    [TestCase(0, null, "page")]
    [TestCase(-1, null, "page")]
    [TestCase(1, 0, "pageSize")]
    [TestCase(1, 201, "pageSize")]
    public async Task Numbers_out_of_bounds_are_refused(int page, int? pageSize, string wrong)
    {
        var exception = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Client.Domains.ListPageAsync(page: page, pageSize: pageSize));

        Assert.That(exception!.ParamName, Is.EqualTo(wrong));
        Assert.That(Api.Requests, Is.Empty);
    }

    [Test]
    public void A_page_for_a_test_double_is_made_of_its_rows()
    {
        var page = new Page<string>(["a", "b"], 2, new Pagination { TotalPages = 5, TotalRecords = 9 });

        Assert.That((page.Items.Count, page.Number, page.TotalPages, page.TotalCount), Is.EqualTo((2, 2, 5, 9L)));
        Assert.That(new Page<string>([]).Number, Is.EqualTo(1));
        Assert.Throws<ArgumentNullException>(() => _ = new Page<string>(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new Page<string>([], 0));
    }
}
