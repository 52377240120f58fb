using System.Net;

namespace Qboxmail.Tests;

public class TotalCountTests : ApiTests
{
    [TestCase("""{"resources": [{"code": "D1"}], "pagination": {"total_records": 42}}""", 42)]
    [TestCase("""{"resources": [], "pagination": {"total_records": 42}}""", 42)]
    [TestCase("""{"resources": [{"code": "D1"}], "pagination": {"total_records": 1}}""", 1)]
    [TestCase("""{"resources": [], "pagination": {"total_records": 0}}""", 0)]
    [TestCase("""{"resources": [], "pagination": {}}""", 0)]
    [TestCase("""{"resources": []}""", 0)]
    [TestCase("""{"resources": [{"code": "D1"}], "pagination": {}}""", null)]
    [TestCase("""{"resources": [{"code": "D1"}]}""", null)]
    [TestCase("""{"resources": [{"code": "D1"}], "pagination": {"total_records": 0}}""", null)]
    [TestCase("""{"resources": [{"code": "D1"}, {"code": "D2"}], "pagination": {"total_records": 1}}""", null)]
    [TestCase("""{"resources": [{"code": "D1"}], "pagination": {"total_records": -1}}""", null)]
    [TestCase("""{"resources": [], "pagination": {"total_records": -1}}""", 0)]
    public async Task GetTotalCountAsync_costs_one_request(string response, long? count)
    {
        Api.Get($"/api/domains?query=x&page=1&per={ApiRoute.DefaultPage}", response);

        Assert.That(await Client.Domains.ListAsync(new() { Query = "x" }).GetTotalCountAsync(), Is.EqualTo(count));
        Api.Verify();
    }

    [Test]
    public async Task GetTotalCountAsync_does_not_depend_on_StartPage()
    {
        Api.Get("/api/domains?page=1&per=1", DomainPages.With("""{"total_records": 42}""", "D1"));

        Assert.That(await Client.Domains.ListAsync(paging: new() { StartPage = 7, PageSize = 50 }).GetTotalCountAsync(), Is.EqualTo(42));
        Api.Verify();
    }

    [Test]
    public async Task An_enumeration_from_a_later_page_does_not_reuse_the_page_of_GetTotalCountAsync()
    {
        Api.Get("/api/domains?page=1&per=1", DomainPages.With("""{"total_records": 5}""", "D1"))
            .Get("/api/domains?page=2&per=2", DomainPages.With("""{"total_records": 5}""", "D3", "D4"))
            // D1, D3 and D4 were deleted.
            .Get("/api/domains?page=3&per=2", DomainPages.With("""{"total_records": 2}"""))
            .Get("/api/domains?page=2&per=2", DomainPages.With("""{"total_records": 2}"""))
            .Get("/api/domains?page=1&per=2", DomainPages.With("""{"total_records": 2}""", "D2", "D5"))
            .Get("/api/domains?page=2&per=2", DomainPages.With("""{"total_records": 2}"""));
        var domains = Client.Domains.ListAsync(paging: new() { StartPage = 2, PageSize = 2, PrefetchPages = 0 });

        await domains.GetTotalCountAsync();

        Assert.That(await domains.Select(domain => domain.Code).ToListAsync(), Is.EqualTo(["D3", "D4", "D5"]));
        Api.Verify();
    }

    [Test]
    public async Task An_enumeration_does_not_reuse_the_page_of_a_GetTotalCountAsync_that_was_called_during_it()
    {
        Api.Get("/api/domains?page=1&per=2", DomainPages.With("""{"total_records": 5}""", "D1", "D2"))
            .Get("/api/domains?page=1&per=2", DomainPages.With("""{"total_records": 5}""", "D1", "D2"))
            // D1 was deleted.
            .Get("/api/domains?page=2&per=2", DomainPages.With("""{"total_records": 4}""", "D4", "D5"))
            .Get("/api/domains?page=1&per=2", DomainPages.With("""{"total_records": 4}""", "D2", "D3"));
        var domains = Client.Domains.ListAsync(paging: new() { PageSize = 2, PrefetchPages = 0 });
        var codes = new List<string>();

        await foreach (var domain in domains)
        {
            codes.Add(domain.Code);
            _ = codes.Count == 1 ? await domains.GetTotalCountAsync() : null;
        }

        Assert.That(codes, Is.EqualTo(["D1", "D2", "D3", "D4", "D5"]));
        Api.Verify();
    }

    [Test]
    public async Task GetTotalCountAsync_fails_as_its_request_does()
    {
        Api.Get($"/api/domains?page=1&per={ApiRoute.DefaultPage}", HttpStatusCode.Unauthorized);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.ListAsync().GetTotalCountAsync());

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.Unauthorized));
        Api.Verify();
    }

    [Test]
    public async Task Read_the_first_page_for_the_next_enumeration()
    {
        const string totals = """{"total_pages": 2, "total_records": 3}""";
        Api.Get("/api/domains?page=1&per=2", DomainPages.With(totals, "D1", "D2"))
            .Get("/api/domains?page=2&per=2", DomainPages.With(totals, "D3"))
            .Get("/api/domains?page=1&per=2", DomainPages.With(totals, "D4", "D5"))
            .Get("/api/domains?page=2&per=2", DomainPages.With(totals, "D6"));
        var domains = Client.Domains.ListAsync(paging: new() { PageSize = 2 });

        Assert.That(await domains.GetTotalCountAsync(), Is.EqualTo(3));
        Assert.That(await domains.Select(domain => domain.Code).ToListAsync(), Is.EqualTo(["D1", "D2", "D3"]));
        Assert.That(await domains.Select(domain => domain.Code).ToListAsync(), Is.EqualTo(["D4", "D5", "D6"]));
        Api.Verify();
    }
}
