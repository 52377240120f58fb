using System.Net;

namespace Qboxmail.Tests;

public class WaitPauseTests
{
    [TestCase("10", 10)]
    [TestCase("1", 2)]
    [TestCase("100000", 120)]
    [TestCase("soon", 2)]
    public async Task Retry_After_of_a_successful_poll_extends_the_poll_interval_to_at_most_4_times_MaxPollInterval(string header, int seconds)
    {
        using var domain = new PolledDomain();
        domain.Api.Expect(HttpMethod.Get, "/api/domains/D1", HttpStatusCode.OK, PolledDomain.Pending, ("Retry-After", header));
        domain.Returns(PolledDomain.Ready);

        await domain.WaitAsync();

        Assert.That(domain.Api.Time.Pauses.Select(pause => pause.TotalSeconds), Is.EqualTo(new[] { (double)seconds }));
        domain.Api.Verify();
    }

    [Test]
    public async Task Retry_After_of_a_successful_bulk_poll_extends_the_poll_interval()
    {
        using var api = new FakeApi { Time = { AutoAdvanceDelays = true } };
        using var client = api.CreateClient();
        api.Expect(
                HttpMethod.Get,
                $"/api/delivery/domains?page=1&per={ApiRoute.LargestPage}",
                HttpStatusCode.OK,
                """{"resources": [{"code": "DD1"}], "pagination": {"total_pages": 1}}""",
                ("Retry-After", "7"))
            .Get(
                $"/api/delivery/domains?page=1&per={ApiRoute.LargestPage}",
                """{"resources": [{"code": "DD1", "display_status": "enabled"}], "pagination": {"total_pages": 1}}""");

        await client.Delivery.Domains.WaitUntilAllVerifiedAsync(["DD1"]);

        Assert.That(api.Time.Pauses.Select(pause => pause.TotalSeconds), Is.EqualTo(new[] { 7.0 }));
    }

    [Test]
    public async Task Retry_After_of_an_earlier_call_does_not_affect_a_wait()
    {
        using var domain = new PolledDomain();
        domain.Api.Expect(HttpMethod.Get, "/api/domains/D1", HttpStatusCode.OK, PolledDomain.Pending, ("Retry-After", "10"));
        domain.Returns(PolledDomain.Pending, PolledDomain.Ready);

        await domain.Client.Domains.GetAsync("D1");
        await domain.WaitAsync();

        Assert.That(domain.Api.Time.Pauses.Select(pause => pause.TotalSeconds), Is.EqualTo(new[] { 2.0 }));
    }

    [Test]
    public async Task Delays_and_timeouts_beyond_the_range_of_a_timer_are_divided_into_steps()
    {
        using var domain = new PolledDomain().Returns(PolledDomain.Pending, PolledDomain.Ready);
        var options = domain.Options;
        (options.Timeout, options.PollInterval, options.MaxPollInterval) = (TimeSpan.MaxValue, TimeSpan.FromDays(100), TimeSpan.FromDays(100));

        await domain.WaitAsync();

        Assert.That(domain.Api.Time.Pauses.Select(pause => pause.TotalDays), Is.EqualTo(new[] { 20.0, 20, 20, 20, 20 }));
    }

    [Test]
    public void The_longest_poll_intervals_and_Retry_After_values_do_not_overflow()
    {
        var options = new WaitOptions { PollInterval = TimeSpan.MaxValue, MaxPollInterval = TimeSpan.MaxValue, Randomizer = () => 0.999 };

        Assert.That(options.DelayAfter(int.MaxValue, TimeSpan.MaxValue), Is.GreaterThan(TimeSpan.FromDays(365)));
    }
}
