namespace Qboxmail.Tests;

public class WaitOutcomeTests
{
    private static readonly Domain Domain = new() { Code = "D1" };

    [TestCase("enabled", "activating", "enabled/activating")]
    [TestCase("enabled", null, "enabled")]
    [TestCase(null, "activating", "activating")]
    [TestCase(null, null, "without a status")]
    public void An_outcome_and_a_report_show_the_state_and_its_detail(string? status, string? detail, string text)
    {
        Assert.That(new WaitOutcome<Domain>("D1", Domain, status, detail).ToString(), Is.EqualTo(text));
        Assert.That(new WaitProgress("D1", status, detail).ToString(), Is.EqualTo(text));
        Assert.That(new WaitProgress("D1", status, detail).Polls, Is.EqualTo(1));
    }

    [Test]
    public void An_outcome_without_a_resource_shows_that_none_was_found() =>
        Assert.That(new WaitOutcome<Domain>("D1", resource: null, "enabled").ToString(), Is.EqualTo("not found"));

    [Test]
    public void A_result_of_ready_resources_throws_nothing()
    {
        var result = new WaitResult<Domain>([new("D1", Domain)], [], []);

        Assert.That(result.IsAllReady, Is.True);
        Assert.That(result.EnsureAllReady, Throws.Nothing);
    }

    [Test]
    public void A_result_with_failed_resources_throws_with_the_first_of_them()
    {
        var result = new WaitResult<Domain>([], [new("D1", Domain, "disabled", "x"), new("D2", null)], [new("D3", null)]);

        var exception = Assert.Throws<QboxmailWaitFailedException>(result.EnsureAllReady);

        Assert.That(exception!.Message, Is.EqualTo("Not all resources are ready: 0 ready, 2 failed, 1 pending. Last state of D1: disabled/x."));
        Assert.That((exception.Status, exception.StatusDetail, exception.LastResource), Is.EqualTo(("disabled", "x", (object)Domain)));
        Assert.That(exception.Failed, Is.EqualTo(new[] { "D1", "D2" }));
        Assert.That(exception.Pending, Is.EqualTo(new[] { "D3" }));
    }

    [Test]
    public void A_result_with_pending_resources_throws_with_the_first_of_them()
    {
        var result = new WaitResult<Domain>([new("D1", Domain)], [], [new("D2", Domain, "enabled", "activating")]);

        var exception = Assert.Throws<QboxmailWaitTimeoutException>(result.EnsureAllReady);

        Assert.That(
            exception!.Message,
            Is.EqualTo("Not all resources are ready: 1 ready, 0 failed, 1 pending. Last state of D2: enabled/activating."));
        Assert.That((exception.Status, exception.StatusDetail, exception.LastResource), Is.EqualTo(("enabled", "activating", (object)Domain)));
        Assert.That((exception.Failed, exception.Pending), Is.EqualTo((Array.Empty<string>(), new[] { "D2" })));
    }
}
