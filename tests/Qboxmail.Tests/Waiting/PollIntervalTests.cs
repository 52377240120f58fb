using System.Net;

namespace Qboxmail.Tests;

public class PollIntervalTests
{
    [Test]
    public async Task A_wait_sends_its_first_poll_without_a_delay()
    {
        using var domain = new PolledDomain().Returns(PolledDomain.Ready);

        var ready = await domain.WaitAsync();

        Assert.That(ready.Code, Is.EqualTo("D1"));
        Assert.That(domain.Api.Time.Pauses, Is.Empty);
        domain.Api.Verify();
    }

    [Test]
    public async Task Poll_intervals_grow_by_half_up_to_MaxPollInterval()
    {
        using var domain = new PolledDomain().Returns([.. Enumerable.Repeat(PolledDomain.Pending, 9), PolledDomain.Ready]);

        await domain.WaitAsync();

        Assert.That(
            domain.Api.Time.Pauses.Select(pause => pause.TotalMilliseconds),
            Is.EqualTo(new[] { 2000, 3000, 4500, 6750, 10_125, 15_187, 22_781, 30_000, 30_000 }));
        domain.Api.Verify();
    }

    [Test]
    public async Task Poll_intervals_are_constant_when_PollInterval_equals_MaxPollInterval()
    {
        using var domain = new PolledDomain().Returns(PolledDomain.Pending, PolledDomain.Pending, PolledDomain.Pending, PolledDomain.Ready);
        (domain.Options.PollInterval, domain.Options.MaxPollInterval) = (TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5));

        await domain.WaitAsync();

        Assert.That(domain.Api.Time.Pauses.Select(pause => pause.TotalSeconds), Is.EqualTo(new[] { 5.0, 5, 5 }));
        domain.Api.Verify();
    }

    [TestCase(0, 1.6)]
    [TestCase(0.25, 1.8)]
    [TestCase(0.75, 2.2)]
    public async Task Jitter_changes_a_poll_interval_by_up_to_20_percent(double chance, double seconds)
    {
        using var domain = new PolledDomain().Returns(PolledDomain.Pending, PolledDomain.Ready);
        domain.Options.Randomizer = () => chance;

        await domain.WaitAsync();

        Assert.That(domain.Api.Time.Pauses.Single().TotalSeconds, Is.EqualTo(seconds).Within(1e-6));
        domain.Api.Verify();
    }

    [Test]
    public async Task Jitter_is_chosen_again_for_each_poll_interval()
    {
        using var domain = new PolledDomain().Returns(PolledDomain.Pending, PolledDomain.Pending, PolledDomain.Pending, PolledDomain.Ready);
        var chances = new Queue<double>([0, 0.5, 0.75]);
        domain.Options.Randomizer = chances.Dequeue;
        domain.Options.MaxPollInterval = TimeSpan.FromSeconds(2);

        await domain.WaitAsync();

        Assert.That(domain.Api.Time.Pauses.Select(pause => Math.Round(pause.TotalSeconds, 6)), Is.EqualTo(new[] { 1.6, 2, 2.2 }));
        domain.Api.Verify();
    }

    [Test]
    public void Poll_intervals_have_jitter_by_default()
    {
        var options = new WaitOptions();

        var pauses = Enumerable.Range(0, 100).Select(_ => options.DelayAfter(1, TimeSpan.Zero).TotalSeconds).ToList();

        Assert.That(pauses, Is.All.InRange(1.6, 2.4));
        Assert.That(pauses.Distinct().Count(), Is.GreaterThan(50));
    }

    [Test]
    public async Task A_longer_Retry_After_of_a_failed_poll_replaces_the_poll_interval()
    {
        using var domain = new PolledDomain()
            .Returns(HttpStatusCode.TooManyRequests, ("Retry-After", "60"))
            .Returns(HttpStatusCode.ServiceUnavailable, ("Retry-After", "1"))
            .Returns(HttpStatusCode.TooManyRequests)
            .Returns(PolledDomain.Pending, PolledDomain.Ready);

        await domain.WaitAsync();

        Assert.That(domain.Api.Time.Pauses.Select(pause => pause.TotalSeconds), Is.EqualTo(new[] { 60, 3, 4.5, 6.75 }));
        domain.Api.Verify();
    }
}
