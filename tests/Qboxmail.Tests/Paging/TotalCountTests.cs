using System.Net;

namespace Qboxmail.Tests;

public class TotalCountTests
{
    [TestCase("""{"resources": [{"code": "D1"}], "pagination": {"total_records": 42}}""", 42)]
    [TestCase("""{"resources": [], "pagination": {"total_records": 42}}""", 42)]
    [TestCase("""{"resources": [], "pagination": {"total_records": 0}}""", 0)]
    [TestCase("""{"resources": [], "pagination": {}}""", 0)]
    [TestCase("""{"resources": []}""", 0)]
    [TestCase("""{"resources": [{"code": "D1"}], "pagination": {}}""", null)]
    [TestCase("""{"resources": [{"code": "D1"}]}""", null)]
    public async Task Cost_one_small_request(string answer, long? count)
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Get("/api/domains?query=x&page=1&per=1", answer);

        Assert.That(await client.Domains.ListAsync(new() { Query = "x" }).GetTotalCountAsync(), Is.EqualTo(count));
        api.Verify();
    }

    [Test]
    public async Task Do_not_depend_on_where_the_walk_begins()
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Get("/api/domains?page=1&per=1", DomainRows.With("""{"total_records": 42}""", "D1"));

        Assert.That(await client.Domains.ListAsync(paging: new() { StartPage = 7, PageSize = 50 }).GetTotalCountAsync(), Is.EqualTo(42));
        api.Verify();
    }

    [Test]
    public async Task Fail_as_the_request_does()
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Get("/api/domains?page=1&per=1", HttpStatusCode.Unauthorized);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.ListAsync().GetTotalCountAsync());

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.Unauthorized));
        api.Verify();
    }
}
