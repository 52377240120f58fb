namespace Qboxmail.Tests;

public class WaitCancellationTests : ApiTests
{
    [Test]
    public async Task A_wait_canceled_between_polls_reports_the_last_state()
    {
        using var domain = new PolledDomain().Returns(PolledDomain.Activating);
        using var cancellation = new CancellationTokenSource();
        domain.Api.Time.AutoAdvanceDelays = false;

        var wait = domain.WaitAsync(cancellation.Token);
        await domain.Api.Time.NextPauseAsync();
        await cancellation.CancelAsync();

        var exception = await Assert.ThrowsAsync<OperationCanceledException>(() => wait);
        Assert.That(exception!.Message, Is.EqualTo("The wait for the domain D1 was canceled. Last state: enabled/activating."));
        Assert.That(exception.CancellationToken, Is.EqualTo(cancellation.Token));
        domain.Api.Verify();
    }

    [Test]
    public async Task A_wait_canceled_during_a_poll_reports_the_last_state()
    {
        using var server = StubHandler.Silent();
        using var client = new QboxmailClient(Api.Options, server);
        using var cancellation = new CancellationTokenSource();

        var wait = client.Domains.WaitUntilReadyAsync("D1", cancellationToken: cancellation.Token);
        await server.NextRequestAsync();
        await cancellation.CancelAsync();

        var exception = await Assert.ThrowsAsync<OperationCanceledException>(() => wait);
        Assert.That(exception!.Message, Is.EqualTo("The wait for the domain D1 was canceled. Last state: not found."));
        Assert.That(exception.CancellationToken, Is.EqualTo(cancellation.Token));
        Assert.That(server.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task A_wait_canceled_before_it_starts_sends_nothing()
    {
        using var domain = new PolledDomain();
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => domain.WaitAsync(cancellation.Token));

        Assert.That(domain.Api.Requests, Is.Empty);
    }

    [Test]
    public async Task A_wait_canceled_between_two_pages_of_a_list_sends_no_more_requests()
    {
        using var cancellation = new CancellationTokenSource();
        Api.Expect(HttpMethod.Get, $"/api/imports?page=1&per={ApiRoute.LargestPage}", _ =>
        {
            cancellation.Cancel();
            return FakeApi.Response(System.Net.HttpStatusCode.OK, """{"resources": [{"code": "I1"}], "pagination": {"total_pages": 2}}""");
        });

        var exception = await Assert.ThrowsAsync<OperationCanceledException>(
            () => Client.Imports.WaitUntilReadyAsync("I2", cancellationToken: cancellation.Token));

        Assert.That(exception!.Message, Is.EqualTo("The wait for the import I2 was canceled. Last state: not found."));
        Api.Verify();
    }
}
