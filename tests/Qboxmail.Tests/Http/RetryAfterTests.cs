using System.Net;

namespace Qboxmail.Tests;

public class RetryAfterTests
{
    private const string Path = "/api/domains/D1";

    [TestCase(HttpStatusCode.TooManyRequests)]
    [TestCase(HttpStatusCode.ServiceUnavailable)]
    public async Task Seconds_are_waited_exactly(HttpStatusCode status)
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Time.AutoAdvanceDelays = true;
        api.Expect(HttpMethod.Get, Path, status, null, ("Retry-After", "7"));
        api.Get(Path, """{"resources": [{"code": "D1"}]}""");

        await client.Domains.GetAsync("D1");

        Assert.That(api.Time.Pauses, Is.EqualTo([TimeSpan.FromSeconds(7)]));
        api.Verify();
    }

    [Test]
    public async Task A_wait_may_be_longer_than_our_own_pauses()
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Time.AutoAdvanceDelays = true;
        api.Expect(HttpMethod.Get, Path, HttpStatusCode.TooManyRequests, null, ("Retry-After", "200"));
        api.Get(Path, """{"resources": [{"code": "D1"}]}""");

        await client.Domains.GetAsync("D1");

        Assert.That(api.Time.Pauses, Is.EqualTo([TimeSpan.FromSeconds(200)]));
        api.Verify();
    }

    [Test]
    public async Task A_date_is_waited_for()
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Time.AutoAdvanceDelays = true;
        // The header speaks of Greenwich, wherever the clock stands.
        api.Time.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("there", TimeSpan.FromHours(9), "there", "there"));
        api.Expect(HttpMethod.Get, Path, HttpStatusCode.TooManyRequests, null, ("Retry-After", "Thu, 16 Apr 2026 09:01:30 GMT"));
        api.Get(Path, """{"resources": [{"code": "D1"}]}""");

        await client.Domains.GetAsync("D1");

        Assert.That(api.Time.Pauses, Is.EqualTo([TimeSpan.FromSeconds(90)]));
        api.Verify();
    }

    [TestCase("0")]
    [TestCase("Thu, 16 Apr 2026 08:59:59 GMT")]
    public async Task A_wait_that_is_over_is_none(string header)
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Expect(HttpMethod.Get, Path, HttpStatusCode.TooManyRequests, null, ("Retry-After", header));
        api.Get(Path, """{"resources": [{"code": "D1"}]}""");

        await client.Domains.GetAsync("D1");

        Assert.That(api.Time.Pauses.Sum(pause => pause.Ticks), Is.Zero);
        api.Verify();
    }

    [TestCase("soon")]
    [TestCase("-5")]
    [TestCase("1.5")]
    [TestCase("")]
    public async Task A_header_that_says_nothing_leaves_the_pause_to_us(string header)
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Time.AutoAdvanceDelays = true;
        api.Expect(HttpMethod.Get, Path, HttpStatusCode.TooManyRequests, null, ("Retry-After", header));
        api.Get(Path, """{"resources": [{"code": "D1"}]}""");

        await client.Domains.GetAsync("D1");

        Assert.That(api.Time.Pauses, Has.Count.EqualTo(1).And.All.LessThan(TimeSpan.FromSeconds(3)));
        api.Verify();
    }

    [TestCase("300", 300)]
    [TestCase("3600", 3600)]
    [TestCase("Fri, 17 Apr 2026 09:00:00 GMT", 86400)]
    public async Task A_wait_that_cannot_end_in_time_fails_at_once_and_is_told(string header, int seconds)
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Expect(HttpMethod.Get, Path, HttpStatusCode.TooManyRequests, """{"message": "Slow down"}""", ("Retry-After", header));

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.GetAsync("D1"));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.RateLimited));
        Assert.That(exception.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(seconds)));
        Assert.That(exception.Message, Is.EqualTo($"Domains_Get failed: 429 Slow down. The API asks to wait {seconds} s."));
        Assert.That(api.Time.Pauses, Is.Empty);
        api.Verify();
    }

    [Test]
    public async Task What_was_waited_already_counts()
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Time.AutoAdvanceDelays = true;
        api.Expect(HttpMethod.Get, Path, HttpStatusCode.TooManyRequests, null, ("Retry-After", "200"));
        api.Expect(HttpMethod.Get, Path, HttpStatusCode.TooManyRequests, null, ("Retry-After", "100"));

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.GetAsync("D1"));

        Assert.That(exception!.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(100)));
        Assert.That(api.Time.Pauses, Is.EqualTo([TimeSpan.FromSeconds(200)]));
        api.Verify();
    }

    [Test]
    public async Task A_server_error_tells_its_wait_too()
    {
        using var api = new FakeApi();
        using var client = api.CreateClient();
        api.Expect(HttpMethod.Post, "/api/domains/D1/dkim", HttpStatusCode.ServiceUnavailable, null, ("Retry-After", "5"));

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.GenerateDkimAsync("D1"));

        Assert.That(exception!.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(5)));
        Assert.That(api.Time.Pauses, Is.Empty);
        api.Verify();
    }

    [Test]
    public async Task The_last_answer_tells_the_wait()
    {
        using var api = new FakeApi();
        using var client = api.CreateClient(options => options.MaxRetries = 1);
        api.Time.AutoAdvanceDelays = true;
        api.Expect(HttpMethod.Get, Path, HttpStatusCode.TooManyRequests, null, ("Retry-After", "5"));
        api.Expect(HttpMethod.Get, Path, HttpStatusCode.TooManyRequests, null, ("Retry-After", "6"));

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.GetAsync("D1"));

        Assert.That(exception!.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(6)));
        api.Verify();
    }
}
