using System.Net;

namespace Qboxmail.Tests;

public class TotalCountTests : ApiTests
{
    [TestCase("""{"resources": [{"code": "D1"}], "pagination": {"total_records": 42}}""", 42)]
    [TestCase("""{"resources": [], "pagination": {"total_records": 42}}""", 42)]
    [TestCase("""{"resources": [], "pagination": {"total_records": 0}}""", 0)]
    [TestCase("""{"resources": [], "pagination": {}}""", 0)]
    [TestCase("""{"resources": []}""", 0)]
    [TestCase("""{"resources": [{"code": "D1"}], "pagination": {}}""", null)]
    [TestCase("""{"resources": [{"code": "D1"}]}""", null)]
    public async Task GetTotalCountAsync_costs_one_request_for_one_item(string answer, long? count)
    {
        Api.Get("/api/domains?query=x&page=1&per=1", answer);

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
    public async Task GetTotalCountAsync_fails_as_its_request_does()
    {
        Api.Get("/api/domains?page=1&per=1", HttpStatusCode.Unauthorized);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.ListAsync().GetTotalCountAsync());

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.Unauthorized));
        Api.Verify();
    }
}
