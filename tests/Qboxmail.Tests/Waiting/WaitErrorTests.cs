using System.Net;

namespace Qboxmail.Tests;

public class WaitErrorTests : ApiTests
{
    [TestCase("500")]
    [TestCase("502")]
    [TestCase("503")]
    [TestCase("408")]
    [TestCase("429")]
    [TestCase("lost")]
    [TestCase("lost in the body")]
    [TestCase("not connected")]
    [TestCase("given up by HttpClient")]
    public async Task A_transient_error_does_not_end_a_wait(string failure)
    {
        using var domain = new PolledDomain();
        domain.Api.Expect(HttpMethod.Get, "/api/domains/D1", _ => FailureModes.Create(failure));
        domain.Returns(PolledDomain.Ready);

        var ready = await domain.WaitAsync();

        Assert.That(ready.Code, Is.EqualTo("D1"));
        domain.Api.Verify();
    }

    [TestCase("")]
    [TestCase("<html>Back in a minute</html>")]
    [TestCase("""{"message": "maintenance"}""")]
    public async Task An_unreadable_response_does_not_end_a_wait(string response)
    {
        using var domain = new PolledDomain().Returns(PolledDomain.Pending, response, PolledDomain.Ready);

        await domain.WaitAsync();

        domain.Api.Verify();
    }

    [Test]
    public async Task A_poll_that_times_out_is_repeated()
    {
        var polls = 0;
        using var server = new StubHandler(async (_, cancellationToken) =>
        {
            if (++polls == 1)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return FakeApi.Response(HttpStatusCode.OK, PolledDomain.Ready);
        });
        var options = Api.Options;
        (options.MaxRetries, options.AttemptTimeout) = (0, TimeSpan.FromSeconds(5));
        using var client = new QboxmailClient(options, server);

        var wait = client.Domains.WaitUntilReadyAsync("D1", new WaitOptions { Randomizer = () => 0.5 });
        await server.NextRequestAsync();
        Api.Time.AutoAdvanceDelays = true;
        Api.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.That((await wait).Code, Is.EqualTo("D1"));
        Assert.That(Api.Time.Pauses.Select(pause => pause.TotalSeconds), Is.EqualTo(new[] { 2.0 }));
    }

    [Test]
    public async Task A_response_from_a_redirect_ends_a_wait_after_one_request()
    {
        using var api = new FakeApi { Time = { AutoAdvanceDelays = true } };
        using var server = new StubHandler(_ => new(HttpStatusCode.OK)
        {
            Content = new StringContent(PolledDomain.Ready),
            RequestMessage = new(HttpMethod.Get, "https://other.example.com/api/domains/D1"),
        });
        using var client = new QboxmailClient(api.Options, server);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.WaitUntilReadyAsync("D1"));

        Assert.That(exception!.Message, Does.Contain("followed a redirect"));
        Assert.That(server.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task A_response_larger_than_MaxResponseSize_ends_a_wait()
    {
        using var api = new FakeApi { Time = { AutoAdvanceDelays = true } };
        using var client = api.CreateClient(options => options.MaxResponseSize = 1024);
        api.Get("/api/domains/D1", PolledDomain.Pending.PadRight(1025));

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.WaitUntilReadyAsync("D1"));

        Assert.That(exception!.Message, Does.Contain("larger than MaxResponseSize"));
        api.Verify();
    }

    [TestCase(HttpStatusCode.Unauthorized, QboxmailErrorReason.Unauthorized)]
    [TestCase(HttpStatusCode.Forbidden, QboxmailErrorReason.Forbidden)]
    [TestCase(HttpStatusCode.UnprocessableEntity, QboxmailErrorReason.ValidationFailed)]
    [TestCase(HttpStatusCode.BadRequest, QboxmailErrorReason.Unexpected)]
    [TestCase(HttpStatusCode.MethodNotAllowed, QboxmailErrorReason.Unexpected)]
    [TestCase(HttpStatusCode.Found, QboxmailErrorReason.Unexpected)]
    [TestCase(HttpStatusCode.NotImplemented, QboxmailErrorReason.ServerError)]
    public async Task A_permanent_error_ends_a_wait_at_once(HttpStatusCode status, QboxmailErrorReason reason)
    {
        using var domain = new PolledDomain().Returns(PolledDomain.Pending).Returns(status);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => domain.WaitAsync());

        Assert.That((exception!.Reason, exception.StatusCode, exception.OperationId), Is.EqualTo((reason, status, "Domains_Get")));
        domain.Api.Verify();
    }

    [Test]
    public async Task A_resource_that_does_not_exist_yet_is_pending()
    {
        using var domain = new PolledDomain()
            .Returns(HttpStatusCode.NotFound).Returns(HttpStatusCode.NotFound).Returns(PolledDomain.Pending, PolledDomain.Ready);

        await domain.WaitAsync();

        domain.Api.Verify();
    }

    [Test]
    public async Task A_resource_that_does_not_appear_within_30_seconds_fails_a_wait()
    {
        using var domain = new PolledDomain();
        (domain.Options.PollInterval, domain.Options.MaxPollInterval) = (TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));
        domain.Returns(HttpStatusCode.NotFound).Returns(HttpStatusCode.NotFound).Returns(HttpStatusCode.NotFound).Returns(HttpStatusCode.NotFound);

        var exception = await Assert.ThrowsAsync<QboxmailWaitFailedException>(() => domain.WaitAsync());

        Assert.That(exception!.Message, Is.EqualTo("The domain D1 does not exist. Last state: not found."));
        Assert.That(exception.Failed, Is.EqualTo(new[] { "D1" }));
        Assert.That(exception.Pending, Is.Empty);
        Assert.That((exception.Status, exception.LastResource), Is.EqualTo(((string?)null, (object?)null)));
        Assert.That((exception.InnerException as QboxmailApiException)?.Reason, Is.EqualTo(QboxmailErrorReason.NotFound));
        Assert.That(domain.Api.Time.Pauses, Has.Count.EqualTo(3));
        domain.Api.Verify();
    }

    [Test]
    public async Task A_resource_that_disappears_ends_a_wait_with_its_last_state()
    {
        using var domain = new PolledDomain().Returns(PolledDomain.Activating).Returns(HttpStatusCode.NotFound).Returns(HttpStatusCode.NotFound);

        var exception = await Assert.ThrowsAsync<QboxmailWaitFailedException>(() => domain.WaitAsync());

        Assert.That(exception!.Message, Is.EqualTo("The domain D1 does not exist. Last state: enabled/activating."));
        Assert.That((exception.Status, exception.StatusDetail), Is.EqualTo(("enabled", "activating")));
        Assert.That((exception.LastResource as Domain)?.Code, Is.EqualTo("D1"));
        Assert.That(exception.Failed, Is.EqualTo(new[] { "D1" }));
        domain.Api.Verify();
    }

    [Test]
    public async Task A_single_404_for_a_resource_that_was_seen_does_not_end_a_wait()
    {
        using var domain = new PolledDomain()
            .Returns(PolledDomain.Activating).Returns(HttpStatusCode.NotFound)
            .Returns(PolledDomain.Activating).Returns(HttpStatusCode.NotFound).Returns(HttpStatusCode.BadGateway).Returns(HttpStatusCode.NotFound)
            .Returns(PolledDomain.Ready);

        Assert.That((await domain.WaitAsync()).StatusDetail, Is.EqualTo(DomainStatusDetail.Ok));
        domain.Api.Verify();
    }

    [Test]
    public async Task A_single_404_for_a_resource_that_was_seen_does_not_count_as_deleted()
    {
        using var domain = new PolledDomain()
            .Returns(PolledDomain.Ready).Returns(HttpStatusCode.NotFound)
            .Returns(PolledDomain.Ready).Returns(HttpStatusCode.NotFound).Returns(HttpStatusCode.NotFound);

        await domain.Client.Domains.WaitUntilDeletedAsync("D1", domain.Options);

        domain.Api.Verify();
    }

    [Test]
    public async Task A_poll_response_without_a_resource_counts_as_404()
    {
        using var domain = new PolledDomain().Returns(
            """{"resources": []}""", PolledDomain.Pending, """{"resources": []}""", """{"resources": []}""");

        var exception = await Assert.ThrowsAsync<QboxmailWaitFailedException>(() => domain.WaitAsync());

        Assert.That(exception!.Message, Does.StartWith("The domain D1 does not exist"));
        domain.Api.Verify();
    }

    [Test]
    public async Task A_failed_resource_ends_a_wait_with_its_state()
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Get("/api/migrations/MG1", """{"resources": [{"code": "MG1", "status": "failed", "status_detail": "first execution"}]}""");

        var exception = await Assert.ThrowsAsync<QboxmailWaitFailedException>(() => Client.Migrations.WaitUntilFinishedAsync("MG1"));

        Assert.That(exception!.Message, Is.EqualTo("The migration MG1 has failed. Last state: failed/first execution."));
        Assert.That((exception.Status, exception.StatusDetail), Is.EqualTo(("failed", "first execution")));
        Assert.That(exception.LastResource, Is.TypeOf<Migration>());
        Assert.That(exception.Failed, Is.EqualTo(new[] { "MG1" }));
        Assert.That(exception.Pending, Is.Empty);
        Assert.That(exception.InnerException, Is.Null);
        Api.Verify();
    }

    [Test]
    public async Task A_wait_rejects_an_invalid_code()
    {
        using var domain = new PolledDomain();

        await Assert.ThrowsAsync<ArgumentException>(() => domain.Client.Domains.WaitUntilReadyAsync(" "));
        await Assert.ThrowsAsync<ArgumentNullException>(() => domain.Client.Domains.WaitUntilReadyAsync((string)null!));

        Assert.That(domain.Api.Requests, Is.Empty);
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase(null)]
    public async Task A_wait_that_polls_a_list_rejects_an_invalid_code(string? code)
    {
        using var domain = new PolledDomain();

        foreach (var wait in new Func<QboxmailClient, Task>[]
        {
            client => client.Imports.WaitUntilReadyAsync(code!), client => client.Imports.WaitUntilDeletedAsync(code!),
            client => client.Imports.WaitUntilAsync(code!, _ => WaitVerdict.Ready),
            client => client.Delivery.Domains.WaitUntilVerifiedAsync(code!), client => client.Delivery.Domains.WaitUntilDeletedAsync(code!),
            client => client.Delivery.Domains.WaitUntilAsync(code!, _ => WaitVerdict.Ready),
        })
        {
            var exception = await Assert.CatchAsync<ArgumentException>(() => wait(domain.Client));

            Assert.That(exception!.ParamName, Is.AnyOf("importCode", "deliveryDomainCode"));
        }

        Assert.That(domain.Api.Requests, Is.Empty);
    }
}
