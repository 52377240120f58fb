namespace Qboxmail.Tests;

/// <summary>A client whose polled method is overridden can be waited with, without a server.</summary>
public class WaitMockingTests
{
    [Test]
    public async Task A_wait_polls_an_overridden_method_of_a_test_double()
    {
        DomainsClient domains = new Fake(new Domain { Code = "D1", Status = DomainStatus.Enabled, StatusDetail = DomainStatusDetail.Ok });

        Assert.That((await domains.WaitUntilReadyAsync("D1")).Code, Is.EqualTo("D1"));
    }

    [Test]
    public async Task A_wait_evaluates_the_result_of_an_overridden_method()
    {
        DomainsClient domains = new Fake(new Domain { Code = "D1", Status = "frozen" });

        Assert.That((await domains.WaitUntilAsync("D1", domain =>
            domain.Status == "frozen" ? WaitVerdict.Ready : WaitVerdict.Pending)).Status?.IsKnown, Is.False);
        await Assert.ThrowsAsync<QboxmailWaitTimeoutException>(
            () => domains.WaitUntilReadyAsync("D1", new() { Timeout = TimeSpan.FromMilliseconds(1) }));
    }

    [Test]
    public async Task A_wait_handles_an_exception_from_an_overridden_method()
    {
        DomainsClient domains = new Fake(new QboxmailApiException("Gone.", System.Net.HttpStatusCode.NotFound, QboxmailErrorReason.NotFound));

        await domains.WaitUntilDeletedAsync("D1");
    }

    [Test]
    public async Task A_wait_finds_an_item_in_an_overridden_list()
    {
        ImportsClient imports = new FakeImports();

        Assert.That((await imports.WaitUntilReadyAsync("I2")).Code, Is.EqualTo("I2"));
    }

    [Test]
    public async Task A_wait_of_a_test_double_without_overrides_throws()
    {
        DomainsClient domains = new Nothing();

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => domains.WaitUntilReadyAsync("D1"));

        Assert.That(
            exception!.Message,
            Is.EqualTo("This DomainsClient is a test double without a connection. Override every member that the code under test calls."));
    }

    [Test]
    public async Task A_wait_can_be_overridden()
    {
        DomainsClient domains = new AlwaysReady();

        Assert.That((await domains.WaitUntilReadyAsync("D1")).Code, Is.EqualTo("D1"));
    }

    private sealed class Fake(object outcome) : DomainsClient
    {
        public override Task<Domain> GetAsync(string domainCode, CancellationToken cancellationToken = default) =>
            outcome is Exception exception ? Task.FromException<Domain>(exception) : Task.FromResult((Domain)outcome);
    }

    private sealed class FakeImports : ImportsClient
    {
        public override PagedAsyncEnumerable<Import> ListAsync(
            ImportsListQuery? query = null, PagingOptions? paging = null, CancellationToken cancellationToken = default) =>
            PagedAsyncEnumerable.FromPages<Import>([new() { Code = "I1" }], [new() { Code = "I2", Status = ImportStatus.Valid }]);
    }

    private sealed class Nothing : DomainsClient;

    private sealed class AlwaysReady : DomainsClient
    {
        public override Task<Domain> WaitUntilReadyAsync(
            string domainCode, WaitOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(new Domain { Code = domainCode });
    }
}
