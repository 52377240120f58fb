using System.Net;

namespace Qboxmail.Tests;

/// <summary>
/// A client saw 404 for a list without items; an empty page may return it too. A list that has returned a page exists, so that
/// nothing else is meant.
/// </summary>
public class NotFoundPageTests : ApiTests
{
    private const string NotFound = """{"message": "Not found"}""";

    private static readonly PagingOptions Plain = new() { PageSize = 2, PrefetchPages = 0 };

    [TestCase(0)]
    [TestCase(1)]
    public async Task A_404_after_the_first_page_ends_an_enumeration(int pagesAhead)
    {
        Api.Get("/api/domains?page=1&per=2", DomainPages.With("{}", "D1", "D2")).Get("/api/domains?page=2&per=2", HttpStatusCode.NotFound, NotFound);

        var codes = await WalkAsync(Client.Domains.ListAsync(paging: new() { PageSize = 2, PrefetchPages = pagesAhead }));

        Assert.That(codes, Is.EqualTo(new[] { "D1", "D2" }));
        Api.Verify();
    }

    [Test]
    public async Task A_404_after_a_later_start_page_ends_an_enumeration()
    {
        Api.Get("/api/domains?page=7&per=2", DomainPages.Of("D1", "D2")).Get("/api/domains?page=8&per=2", HttpStatusCode.NotFound, NotFound);

        var codes = await WalkAsync(Client.Domains.ListAsync(paging: new() { PageSize = 2, PrefetchPages = 0, StartPage = 7 }));

        Assert.That(codes, Is.EqualTo(new[] { "D1", "D2" }));
        Api.Verify();
    }

    [Test]
    public async Task A_404_after_the_first_page_does_not_request_the_parent_of_the_list()
    {
        Api.Get("/api/domains/D1/email_accounts?page=1&per=2", """{"resources": [{"code": "EA1"}, {"code": "EA2"}]}""")
            .Get("/api/domains/D1/email_accounts?page=2&per=2", HttpStatusCode.NotFound, NotFound);

        Assert.That(await Client.EmailAccounts.ListAsync("D1", paging: Plain).CountAsync(), Is.EqualTo(2));
        Api.Verify();
    }

    [Test]
    public async Task A_404_for_the_start_page_is_not_found()
    {
        Api.Get($"/api/domains?page=7&per={ApiRoute.DefaultPage}", HttpStatusCode.NotFound, NotFound);

        var domains = Client.Domains.ListAsync(paging: new() { StartPage = 7 });
        var exception = await Assert.ThrowsAsync<QboxmailApiException>(async () => await domains.CountAsync());

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.NotFound));
        Api.Verify();
    }

    [TestCase("""{"resources": [], "pagination": {}}""", HttpStatusCode.OK)]
    [TestCase(NotFound, HttpStatusCode.NotFound)]
    public async Task A_404_before_the_reported_end_indicates_deleted_items(string response, HttpStatusCode status)
    {
        Api.Get("/api/domains?page=1&per=2", DomainPages.With("""{"per": 2, "total_pages": 2, "total_records": 4}""", "D1", "D2"))
            .Get("/api/domains?page=2&per=2", status, response)
            .Get("/api/domains?page=1&per=2", DomainPages.With("""{"per": 2, "total_pages": 1, "total_records": 2}""", "D2", "D3"));

        Assert.That(await WalkAsync(Client.Domains.ListAsync(paging: Plain)), Is.EqualTo(new[] { "D1", "D2", "D3" }));
        Api.Verify();
    }

    [Test]
    public async Task A_404_is_evaluated_by_the_actual_page_size()
    {
        Api.Get("/api/domains?page=1&per=2", DomainPages.With("""{"per": 1, "total_pages": 2, "total_records": 2}""", "D1"))
            .Get("/api/domains?page=2&per=2", HttpStatusCode.NotFound, NotFound)
            .Get("/api/domains?page=1&per=2", DomainPages.With("""{"per": 1, "total_pages": 1, "total_records": 1}""", "D2"));

        Assert.That(await WalkAsync(Client.Domains.ListAsync(paging: Plain)), Is.EqualTo(new[] { "D1", "D2" }));
        Api.Verify();
    }

    [Test]
    public async Task A_list_that_loses_all_items_ends_with_a_404()
    {
        Api.Get("/api/domains?page=1&per=2", DomainPages.With("""{"per": 2, "total_pages": 2, "total_records": 4}""", "D1", "D2"))
            .Get("/api/domains?page=2&per=2", HttpStatusCode.NotFound, NotFound)
            .Get("/api/domains?page=1&per=2", HttpStatusCode.NotFound, NotFound);

        Assert.That(await WalkAsync(Client.Domains.ListAsync(paging: Plain)), Is.EqualTo(new[] { "D1", "D2" }));
        Api.Verify();
    }

    private static async Task<List<string>> WalkAsync(PagedAsyncEnumerable<Domain> domains) =>
        await domains.Select(domain => domain.Code).ToListAsync();
}
