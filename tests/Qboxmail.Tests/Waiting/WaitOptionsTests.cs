namespace Qboxmail.Tests;

public class WaitOptionsTests
{
    [Test]
    public void WaitOptions_has_the_documented_defaults()
    {
        var options = new WaitOptions();

        Assert.That(options.Timeout, Is.EqualTo(TimeSpan.FromMinutes(15)));
        Assert.That(options.PollInterval, Is.EqualTo(TimeSpan.FromSeconds(2)));
        Assert.That(options.MaxPollInterval, Is.EqualTo(TimeSpan.FromSeconds(30)));
        Assert.That(options.Progress, Is.Null);
    }

    [TestCase(0, 2000, 30000, "Timeout")]
    [TestCase(-1, 2000, 30000, "Timeout")]
    [TestCase(1000, 9, 30000, "PollInterval")]
    [TestCase(1000, 0, 30000, "PollInterval")]
    [TestCase(1000, -1, 30000, "PollInterval")]
    [TestCase(1000, 2000, 1999, "MaxPollInterval")]
    public async Task Invalid_WaitOptions_are_rejected_before_the_first_poll(int timeout, int pollInterval, int maxPollInterval, string wrong)
    {
        using var domain = new PolledDomain();
        domain.Options.Timeout = TimeSpan.FromMilliseconds(timeout);
        domain.Options.PollInterval = TimeSpan.FromMilliseconds(pollInterval);
        domain.Options.MaxPollInterval = TimeSpan.FromMilliseconds(maxPollInterval);

        var exception = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => domain.WaitAsync());

        Assert.That(exception!.ParamName, Is.EqualTo(wrong));
        Assert.That(domain.Api.Requests, Is.Empty);
    }

    [Test]
    public async Task WaitOptions_at_their_bounds_are_valid()
    {
        using var domain = new PolledDomain().Returns(PolledDomain.Pending, PolledDomain.Ready);
        domain.Options.Timeout = TimeSpan.FromMilliseconds(11);
        (domain.Options.PollInterval, domain.Options.MaxPollInterval) = (TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(10));

        await domain.WaitAsync();

        Assert.That(domain.Api.Time.Pauses, Is.EqualTo(new[] { TimeSpan.FromMilliseconds(10) }));
        domain.Api.Verify();
    }

    [Test]
    public async Task Changing_the_WaitOptions_during_a_wait_has_no_effect()
    {
        using var domain = new PolledDomain();
        domain.Api.Expect(HttpMethod.Get, "/api/domains/D1", _ =>
        {
            domain.Options.PollInterval = TimeSpan.FromMinutes(5);
            domain.Options.Timeout = TimeSpan.FromMilliseconds(1);
            return FakeApi.Response(System.Net.HttpStatusCode.OK, PolledDomain.Pending);
        });
        domain.Returns(PolledDomain.Ready);

        await domain.WaitAsync();

        Assert.That(domain.Api.Time.Pauses, Is.EqualTo(new[] { TimeSpan.FromSeconds(2) }));
        domain.Api.Verify();
    }
}
