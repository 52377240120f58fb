using System.Net;

namespace Qboxmail.Tests;

/// <summary>
/// A list without rows was seen to answer 404; a page without rows may do the same. A list that gave a page already is there, so that
/// nothing else is meant.
/// </summary>
public class NotFoundPageTests : ApiTests
{
    private const string NotFound = """{"message": "Not found"}""";

    private static readonly PagingOptions Plain = new() { PageSize = 2, PrefetchPages = 0 };

    [TestCase(0)]
    [TestCase(1)]
    public async Task End_a_walk_when_they_answer_404(int pagesAhead)
    {
        Api.Get("/api/domains?page=1&per=2", DomainRows.With("{}", "D1", "D2")).Get("/api/domains?page=2&per=2", HttpStatusCode.NotFound, NotFound);

        var codes = await WalkAsync(Client.Domains.ListAsync(paging: new() { PageSize = 2, PrefetchPages = pagesAhead }));

        Assert.That(codes, Is.EqualTo(new[] { "D1", "D2" }));
        Api.Verify();
    }

    [Test]
    public async Task End_a_walk_that_began_later()
    {
        Api.Get("/api/domains?page=7&per=2", DomainRows.Of("D1", "D2")).Get("/api/domains?page=8&per=2", HttpStatusCode.NotFound, NotFound);

        var codes = await WalkAsync(Client.Domains.ListAsync(paging: new() { PageSize = 2, PrefetchPages = 0, StartPage = 7 }));

        Assert.That(codes, Is.EqualTo(new[] { "D1", "D2" }));
        Api.Verify();
    }

    [Test]
    public async Task Do_not_ask_for_the_parent_of_their_list()
    {
        Api.Get("/api/domains/D1/email_accounts?page=1&per=2", """{"resources": [{"code": "EA1"}, {"code": "EA2"}]}""")
            .Get("/api/domains/D1/email_accounts?page=2&per=2", HttpStatusCode.NotFound, NotFound);

        Assert.That(await Client.EmailAccounts.ListAsync("D1", paging: Plain).CountAsync(), Is.EqualTo(2));
        Api.Verify();
    }

    [Test]
    public async Task Are_not_found_when_a_walk_begins_there()
    {
        Api.Get("/api/domains?page=7&per=100", HttpStatusCode.NotFound, NotFound);

        var domains = Client.Domains.ListAsync(paging: new() { StartPage = 7 });
        var exception = await Assert.ThrowsAsync<QboxmailApiException>(async () => await domains.CountAsync());

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.NotFound));
        Api.Verify();
    }

    [TestCase("""{"resources": [], "pagination": {}}""", HttpStatusCode.OK)]
    [TestCase(NotFound, HttpStatusCode.NotFound)]
    public async Task Tell_that_rows_moved_up_when_there_should_be_more(string answer, HttpStatusCode status)
    {
        Api.Get("/api/domains?page=1&per=2", DomainRows.With("""{"per": 2, "total_pages": 2, "total_records": 4}""", "D1", "D2"))
            .Get("/api/domains?page=2&per=2", status, answer)
            .Get("/api/domains?page=1&per=2", DomainRows.With("""{"per": 2, "total_pages": 1, "total_records": 2}""", "D2", "D3"));

        Assert.That(await WalkAsync(Client.Domains.ListAsync(paging: Plain)), Is.EqualTo(new[] { "D1", "D2", "D3" }));
        Api.Verify();
    }

    [Test]
    public async Task Are_judged_by_the_size_that_the_server_likes()
    {
        Api.Get("/api/domains?page=1&per=2", DomainRows.With("""{"per": 1, "total_pages": 2, "total_records": 2}""", "D1"))
            .Get("/api/domains?page=2&per=2", HttpStatusCode.NotFound, NotFound)
            .Get("/api/domains?page=1&per=2", DomainRows.With("""{"per": 1, "total_pages": 1, "total_records": 1}""", "D2"));

        Assert.That(await WalkAsync(Client.Domains.ListAsync(paging: Plain)), Is.EqualTo(new[] { "D1", "D2" }));
        Api.Verify();
    }

    [Test]
    public async Task End_a_walk_whose_list_loses_all_its_rows()
    {
        Api.Get("/api/domains?page=1&per=2", DomainRows.With("""{"per": 2, "total_pages": 2, "total_records": 4}""", "D1", "D2"))
            .Get("/api/domains?page=2&per=2", HttpStatusCode.NotFound, NotFound)
            .Get("/api/domains?page=1&per=2", HttpStatusCode.NotFound, NotFound);

        Assert.That(await WalkAsync(Client.Domains.ListAsync(paging: Plain)), Is.EqualTo(new[] { "D1", "D2" }));
        Api.Verify();
    }

    private static async Task<List<string>> WalkAsync(PagedAsyncEnumerable<Domain> domains) =>
        await domains.Select(domain => domain.Code).ToListAsync();
}
