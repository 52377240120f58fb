using System.Net;

namespace Qboxmail.Tests;

public class WaitTimeoutTests : ApiTests
{
    [Test]
    public async Task A_wait_sends_its_last_poll_at_the_timeout()
    {
        using var domain = new PolledDomain()
            .Returns(PolledDomain.Pending, PolledDomain.Pending, PolledDomain.Pending, PolledDomain.Activating, PolledDomain.Activating);
        domain.Options.Timeout = TimeSpan.FromSeconds(10);

        var exception = await Assert.ThrowsAsync<QboxmailWaitTimeoutException>(() => domain.WaitAsync());

        Assert.That(exception!.Message, Is.EqualTo("The domain D1 was still enabled/activating after 00:00:10 (polls: 5)."));
        Assert.That((exception.Status, exception.StatusDetail), Is.EqualTo(("enabled", "activating")));
        Assert.That((exception.LastResource as Domain)?.Code, Is.EqualTo("D1"));
        Assert.That(exception.Pending, Is.EqualTo(new[] { "D1" }));
        Assert.That(exception.Failed, Is.Empty);
        Assert.That(exception.InnerException, Is.Null);
        Assert.That(domain.Api.Time.Pauses.Select(pause => pause.TotalSeconds), Is.EqualTo(new[] { 2, 3, 4.5, 0.5 }));
        domain.Api.Verify();
    }

    [Test]
    public async Task A_wait_timeout_of_a_resource_that_was_never_found_reports_no_state()
    {
        using var domain = new PolledDomain().Returns(HttpStatusCode.NotFound).Returns(HttpStatusCode.NotFound).Returns(HttpStatusCode.BadGateway);
        domain.Options.Timeout = TimeSpan.FromSeconds(4);

        var exception = await Assert.ThrowsAsync<QboxmailWaitTimeoutException>(() => domain.WaitAsync());

        Assert.That(exception!.Message, Is.EqualTo("The domain D1 was still not found after 00:00:04 (polls: 3)."));
        Assert.That((exception.Status, exception.StatusDetail, exception.LastResource), Is.EqualTo(((string?)null, (string?)null, (object?)null)));
        Assert.That((exception.InnerException as QboxmailApiException)?.StatusCode, Is.EqualTo(HttpStatusCode.BadGateway));
        domain.Api.Verify();
    }

    [Test]
    public async Task A_poll_at_the_timeout_can_still_return_a_ready_resource()
    {
        using var domain = new PolledDomain().Returns(PolledDomain.Pending, PolledDomain.Ready);
        domain.Options.Timeout = TimeSpan.FromSeconds(2);

        await domain.WaitAsync();

        Assert.That(domain.Api.Time.Pauses, Is.EqualTo(new[] { TimeSpan.FromSeconds(2) }));
        domain.Api.Verify();
    }

    [TestCase(9, 2)]
    [TestCase(10, 3)]
    public async Task A_wait_ends_early_when_less_than_10_milliseconds_are_left(int milliseconds, int polls)
    {
        using var domain = new PolledDomain().Returns([.. Enumerable.Repeat(PolledDomain.Pending, polls)]);
        domain.Options.Timeout = TimeSpan.FromSeconds(2) + TimeSpan.FromMilliseconds(milliseconds);
        domain.Options.MaxPollInterval = TimeSpan.FromSeconds(2);

        await Assert.ThrowsAsync<QboxmailWaitTimeoutException>(() => domain.WaitAsync());

        domain.Api.Verify();
    }

    [Test]
    public async Task A_resource_that_becomes_ready_before_the_last_poll_is_returned()
    {
        using var domain = new PolledDomain().Returns(PolledDomain.Pending, PolledDomain.Ready);
        domain.Options.Timeout = TimeSpan.FromSeconds(1);

        await domain.WaitAsync();

        Assert.That(domain.Api.Time.Pauses, Is.EqualTo(new[] { TimeSpan.FromSeconds(1) }));
        domain.Api.Verify();
    }

    [Test]
    public async Task A_Retry_After_beyond_the_timeout_ends_a_wait_with_the_reason()
    {
        using var domain = new PolledDomain().Returns(PolledDomain.Pending).Returns(HttpStatusCode.TooManyRequests, ("Retry-After", "3600"));

        var exception = await Assert.ThrowsAsync<QboxmailWaitTimeoutException>(() => domain.WaitAsync());

        Assert.That(
            exception!.Message,
            Is.EqualTo("The domain D1 was still ownership_check after 00:00:02 (polls: 2). "
                + "The API requested a delay of 01:00:00, which exceeds the rest of the timeout of 00:15:00. "
                + "The ownership of the domain is not proven. "
                + "Publish the A record that VerifyDnsOwnershipNowAsync returns, then call VerifyDnsOwnershipAsync."));
        Assert.That((exception.InnerException as QboxmailApiException)?.RetryAfter, Is.EqualTo(TimeSpan.FromHours(1)));
        Assert.That(domain.Api.Time.Pauses.Select(pause => pause.TotalSeconds), Is.EqualTo(new[] { 2.0 }));
        domain.Api.Verify();
    }

    [Test]
    public async Task The_last_poll_of_a_wait_is_not_sent_before_Retry_After()
    {
        using var domain = new PolledDomain().Returns(HttpStatusCode.TooManyRequests, ("Retry-After", "10")).Returns(PolledDomain.Ready);
        domain.Options.Timeout = TimeSpan.FromSeconds(10);

        await domain.WaitAsync();

        Assert.That(domain.Api.Time.Pauses, Is.EqualTo(new[] { TimeSpan.FromSeconds(10) }));
        domain.Api.Verify();
    }

    [Test]
    public async Task A_wait_polls_once_more_after_the_machine_slept_past_the_timeout()
    {
        using var domain = new PolledDomain().Returns(PolledDomain.Pending, PolledDomain.Activating);
        domain.Api.Time.AutoAdvanceDelays = false;

        var wait = domain.WaitAsync();
        await domain.Api.Time.NextPauseAsync();
        domain.Api.Time.Advance(TimeSpan.FromHours(8));

        var exception = await Assert.ThrowsAsync<QboxmailWaitTimeoutException>(() => wait);
        Assert.That(exception!.Message, Is.EqualTo("The domain D1 was still enabled/activating after 08:00:00 (polls: 2)."));
        domain.Api.Verify();
    }

    [Test]
    public async Task A_poll_without_a_response_ends_at_the_wait_timeout()
    {
        using var server = StubHandler.Silent();
        using var client = new QboxmailClient(Api.Options, server);

        var wait = client.Domains.WaitUntilReadyAsync("D1", new WaitOptions { Timeout = TimeSpan.FromSeconds(10) });
        await server.NextRequestAsync();
        Api.Time.Advance(TimeSpan.FromSeconds(10));

        var exception = await Assert.ThrowsAsync<QboxmailWaitTimeoutException>(() => wait);
        Assert.That(exception!.Message, Is.EqualTo("The domain D1 was still not found after 00:00:10 (polls: 1)."));
        Assert.That(server.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task A_poll_may_take_longer_than_a_second_before_the_wait_timeout()
    {
        using var domain = new PolledDomain();
        domain.Api.Expect(HttpMethod.Get, "/api/domains/D1", _ =>
        {
            domain.Api.Time.Advance(TimeSpan.FromSeconds(5));
            return FakeApi.Response(HttpStatusCode.OK, PolledDomain.Ready);
        });

        await domain.WaitAsync();

        Assert.That(domain.Api.Time.Pauses, Is.Empty);
        domain.Api.Verify();
    }

    [Test]
    public async Task The_last_poll_of_a_wait_ends_after_one_second_without_a_response()
    {
        var polls = 0;
        var lastPoll = new TaskCompletionSource<CancellationToken>();
        using var server = new StubHandler(async (_, cancellationToken) =>
        {
            if (++polls == 2)
            {
                lastPoll.SetResult(cancellationToken);
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return FakeApi.Response(HttpStatusCode.OK, PolledDomain.Activating);
        });
        using var client = new QboxmailClient(Api.Options, server);
        Api.Time.AutoAdvanceDelays = true;

        var wait = client.Domains.WaitUntilReadyAsync("D1", ConstantPauses.Create(2, 2));
        var canceled = await lastPoll.Task;
        Api.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.That(canceled.IsCancellationRequested);
        var exception = await Assert.ThrowsAsync<QboxmailWaitTimeoutException>(() => wait);
        Assert.That(exception!.Message, Does.Contain("after 00:00:03"));
    }

    [Test]
    public async Task A_wait_timeout_may_exceed_the_range_of_a_timer()
    {
        using var domain = new PolledDomain().Returns(PolledDomain.Pending, PolledDomain.Ready);
        domain.Options.Timeout = TimeSpan.MaxValue;

        var ready = await domain.WaitAsync();

        Assert.That(ready.Status, Is.EqualTo(DomainStatus.Enabled));
        domain.Api.Verify();
    }

    [Test]
    public async Task The_client_timeout_applies_to_each_poll_of_a_wait_and_not_to_the_wait()
    {
        using var domain = new PolledDomain().Returns([.. Enumerable.Repeat(PolledDomain.Pending, 40)]);
        var call = domain.Client.With(options => options.Timeout = TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<QboxmailWaitTimeoutException>(() => call.Domains.WaitUntilReadyAsync("D1", domain.Options));

        // 2, 3, 4.5 ... 22.8, then 30 seconds each, and what is left.
        Assert.That(domain.Api.Time.Pauses.Sum(pause => pause.TotalMinutes), Is.EqualTo(15).Within(1e-6));
    }
}
