namespace Qboxmail.Tests;

/// <summary>The table of states may be wrong about the real service; then the caller judges.</summary>
public class CustomVerdictTests
{
    [Test]
    public async Task A_custom_evaluator_decides_when_a_wait_ends()
    {
        using var domain = new PolledDomain().Returns(PolledDomain.Ready, PolledDomain.Activating);
        var judged = new List<string?>();

        var seen = await domain.Client.Domains.WaitUntilAsync("D1", state =>
        {
            judged.Add(state.StatusDetail?.Value);
            return state.StatusDetail == "activating" ? WaitVerdict.Ready : WaitVerdict.Pending;
        }, domain.Options);

        Assert.That(seen.StatusDetail, Is.EqualTo(new DomainStatusDetail("activating")));
        Assert.That(judged, Is.EqualTo(new[] { "ok", "activating" }));
        domain.Api.Verify();
    }

    [Test]
    public async Task A_custom_evaluator_decides_that_a_resource_has_failed()
    {
        using var domain = new PolledDomain().Returns(PolledDomain.Ready);

        var exception = await Assert.ThrowsAsync<QboxmailWaitFailedException>(
            () => domain.Client.Domains.WaitUntilAsync("D1", _ => WaitVerdict.Failed, domain.Options));

        Assert.That(exception!.Message, Is.EqualTo("The domain D1 has failed. Last state: enabled/ok."));
        domain.Api.Verify();
    }

    [Test]
    public async Task An_evaluator_is_not_called_without_a_resource()
    {
        using var domain = new PolledDomain()
            .Returns(System.Net.HttpStatusCode.NotFound).Returns(System.Net.HttpStatusCode.BadGateway).Returns(PolledDomain.Ready);
        var count = 0;

        await domain.Client.Domains.WaitUntilAsync("D1", _ =>
        {
            count++;
            return WaitVerdict.Ready;
        }, domain.Options);

        Assert.That(count, Is.EqualTo(1));
        domain.Api.Verify();
    }

    [Test]
    public async Task An_evaluator_exception_propagates_unchanged()
    {
        using var domain = new PolledDomain().Returns(PolledDomain.Ready);

        var exception = await Assert.ThrowsAsync<FormatException>(
            () => domain.Client.Domains.WaitUntilAsync("D1", _ => throw new FormatException("mine"), domain.Options));

        Assert.That(exception!.Message, Is.EqualTo("mine"));
    }

    [Test]
    public async Task A_null_evaluator_is_rejected()
    {
        using var domain = new PolledDomain();

        var exception = await Assert.ThrowsAsync<ArgumentNullException>(() => domain.Client.Domains.WaitUntilAsync("D1", null!));

        Assert.That(exception!.ParamName, Is.EqualTo("evaluate"));
    }

    [Test]
    public async Task A_numeric_state_is_reported_as_text()
    {
        using var api = new FakeApi { Time = { AutoAdvanceDelays = true } };
        using var client = api.CreateClient();
        api.Get("/api/delivery/accounts/1042", """{"resources": [{"id": 1042, "status": 3, "status_detail": "ok"}]}""");

        var exception = await Assert.ThrowsAsync<QboxmailWaitFailedException>(
            () => client.Delivery.Accounts.WaitUntilAsync(1042, account => account.Status == 3 ? WaitVerdict.Failed : WaitVerdict.Pending));

        Assert.That(exception!.Message, Is.EqualTo("The Delivery account 1042 has failed. Last state: 3/ok."));
        api.Verify();
    }
}
