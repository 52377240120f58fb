using System.Net;

namespace Qboxmail.Tests;

public class RetryAfterTests : ApiTests
{
    private const string Path = "/api/domains/D1";

    [TestCase(HttpStatusCode.TooManyRequests)]
    [TestCase(HttpStatusCode.ServiceUnavailable)]
    public async Task Retry_After_in_seconds_is_the_delay_before_the_retry(HttpStatusCode status)
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Expect(HttpMethod.Get, Path, status, null, ("Retry-After", "7"));
        Api.Get(Path, """{"resources": [{"code": "D1"}]}""");

        await Client.Domains.GetAsync("D1");

        Assert.That(Api.Time.Pauses, Is.EqualTo([TimeSpan.FromSeconds(7)]));
        Api.Verify();
    }

    [Test]
    public async Task Retry_After_may_exceed_the_maximum_retry_delay()
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Expect(HttpMethod.Get, Path, HttpStatusCode.TooManyRequests, null, ("Retry-After", "200"));
        Api.Get(Path, """{"resources": [{"code": "D1"}]}""");

        await Client.Domains.GetAsync("D1");

        Assert.That(Api.Time.Pauses, Is.EqualTo([TimeSpan.FromSeconds(200)]));
        Api.Verify();
    }

    [Test]
    public async Task Retry_After_with_a_date_delays_the_retry_until_then()
    {
        Api.Time.AutoAdvanceDelays = true;
        // The header is in GMT, whatever the local time zone is.
        Api.Time.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("there", TimeSpan.FromHours(9), "there", "there"));
        Api.Expect(HttpMethod.Get, Path, HttpStatusCode.TooManyRequests, null, ("Retry-After", "Thu, 16 Apr 2026 09:01:30 GMT"));
        Api.Get(Path, """{"resources": [{"code": "D1"}]}""");

        await Client.Domains.GetAsync("D1");

        Assert.That(Api.Time.Pauses, Is.EqualTo([TimeSpan.FromSeconds(90)]));
        Api.Verify();
    }

    // The response was sent at 9:00:00 by the server's clock.
    private static IEnumerable<TestCaseData> Forms() => new (string Header, double? Seconds)[]
    {
        ("120", 120), ("0", 0), ("00120", 120), (" 120 ", 120), ("\"120\"", 120),
        ("5 s", 5), ("30s", 30), ("30 seconds", 30), ("1 sec", 1), ("1.5S", 1.5), ("1m30s", 90), ("2m", 120), ("2 minutes", 120),
        ("1.5", 1.5), ("90.25", 90.25), (".5", 0.5), ("5.", 5),
        ("2147483647", int.MaxValue), ("2147483648", 2147483648), ("9999999999", 9999999999),
        ("900000000000", 9e11), ("900000000001", 9e11), ("99999999999999999999", 9e11), (new string('9', 400), 9e11),
        ("10, 20", 20), ("20,10", 20), ("10, soon", 10), ("10, Thu, 16 Apr 2026 09:01:30 GMT", 90), ("Thu, 16 Apr 2026 09:01:30 GMT, 100", 100),
        ("Thu, 16 Apr 2026 09:01:30 GMT", 90), ("Thursday, 16-Apr-26 09:01:30 GMT", 90),
        ("Thu Apr 16 09:01:30 2026", 90), ("Thu, 16-Apr-2026 09:01:30 GMT", 90),
        ("Fri, 16 Apr 2026 09:01:30 GMT", 90), ("Sunday, 16-Apr-26 09:01:30 GMT", 90), ("Mon Apr 16 09:01:30 2026", 90),
        ("Thu, 16 Apr 2026 11:01:30 +0200", 90), ("Thu, 16 Apr 2026 07:01:30 -02:00", 90),
        ("thu, 16 apr 2026 09:01:30 gmt", 90), ("Xyz, 16 Apr 2026 09:01:30 GMT", null),
        ("16 Apr 2026 09:01:30 GMT", 90), ("Thu, 16 Apr 2026 09:01:30 UTC", 90), ("Thu, 16 Apr 2026 09:01:30 UT", 90),
        ("Thu, 16 Apr 2026 09:02 GMT", 120), ("2026-04-16 09:01:30 UTC", 90), ("2026-04-16 09:01:30", 90),
        ("Thu, 16 Apr 2026 09:01:30 +0000", 90), ("Thu, 16 Apr 2026 09:01:30", 90),
        ("2026-04-16T09:01:30Z", 90), ("2026-04-17", 54000), ("2026-5-1", 1263600), ("2026-04-16T11:01:30+02:00", 90),
        ("Thu, 16 Apr 2026 09:00:00 GMT", 0), ("Thu, 16 Apr 2026 08:59:59 GMT", 0), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("soon", null), ("-5", null), ("", null), ("2026-12", null), ("1000-2000", null),
        ("1e3", null), ("0x10", null), ("1.2.3", null), ("PT5S", null), ("5m 1h", null),
        (".", null), (",", null), ("NaN", null), ("\u0665", null),
    }.Select(form => new TestCaseData(form.Header, form.Seconds).SetArgDisplayNames(form.Header.Length > 40 ? "400 digits" : form.Header));

    [TestCaseSource(nameof(Forms))]
    public void Every_form_of_Retry_After_is_parsed_with_dates_relative_to_the_Date_header(string header, double? seconds)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        response.Headers.TryAddWithoutValidation("Retry-After", header);
        response.Headers.TryAddWithoutValidation("Date", "Thu, 16 Apr 2026 09:00:00 GMT");
        var time = new FakeTime { WallClockOffset = TimeSpan.FromMinutes(5) };

        var wait = Http.RetryAfter.Of(response, time);

        Assert.That(wait, Is.EqualTo(seconds is { } expected ? TimeSpan.FromSeconds(expected) : (TimeSpan?)null));
    }

    [TestCase("Thu, 16 Apr 2026 08:55:00 GMT")]
    [TestCase("Fri, 16 Apr 2026 08:55:00 GMT")]
    [TestCase("Thu, 16 Apr 2026 10:55:00 +0200")]
    [TestCase("Thu, 16-Apr-2026 08:55:00 GMT")]
    [TestCase("Thu Apr 16 08:55:00 2026")]
    [TestCase("Thu, 16 Apr 2026 08:55 GMT")]
    [TestCase("2026-04-16T08:55:00Z")]
    public void The_Date_header_may_have_every_form_of_a_date(string date)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        response.Headers.TryAddWithoutValidation("Retry-After", "Thu, 16 Apr 2026 08:55:30 GMT");
        response.Headers.TryAddWithoutValidation("Date", date);

        Assert.That(Http.RetryAfter.Of(response, new FakeTime()), Is.EqualTo(TimeSpan.FromSeconds(30)));
    }

    [Test]
    public void The_first_of_several_Date_headers_is_that_of_the_API()
    {
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        response.Headers.TryAddWithoutValidation("Retry-After", "Thu, 16 Apr 2026 08:55:30 GMT");
        response.Headers.TryAddWithoutValidation("Date", ["Thu, 16 Apr 2026 08:55:00 GMT", "Thu, 16 Apr 2026 08:55:10 GMT"]);

        Assert.That(Http.RetryAfter.Of(response, new FakeTime()), Is.EqualTo(TimeSpan.FromSeconds(30)));
    }

    [Test]
    public void An_invalid_Date_header_is_ignored()
    {
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        response.Headers.TryAddWithoutValidation("Retry-After", "Thu, 16 Apr 2026 09:00:30 GMT");
        response.Headers.TryAddWithoutValidation("Date", "today");

        Assert.That(Http.RetryAfter.Of(response, new FakeTime()), Is.EqualTo(TimeSpan.FromSeconds(30)));
    }

    [Test]
    public void Several_Retry_After_headers_result_in_the_longest_delay()
    {
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        response.Headers.TryAddWithoutValidation("Retry-After", "10");
        response.Headers.TryAddWithoutValidation("Retry-After", "30");
        response.Headers.TryAddWithoutValidation("Retry-After", "soon");

        Assert.That(Http.RetryAfter.Of(response, new FakeTime()), Is.EqualTo(TimeSpan.FromSeconds(30)));
    }

    [TestCase("0")]
    [TestCase("0.1")]
    [TestCase("Thu, 16 Apr 2026 08:59:59 GMT")]
    [TestCase("soon")]
    [TestCase("-5")]
    [TestCase("")]
    public async Task A_short_or_invalid_Retry_After_does_not_shorten_the_retry_delay(string header)
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Expect(HttpMethod.Get, Path, HttpStatusCode.TooManyRequests, null, ("Retry-After", header));
        Api.Expect(HttpMethod.Get, Path, HttpStatusCode.TooManyRequests, null, ("Retry-After", header));
        Api.Get(Path, """{"resources": [{"code": "D1"}]}""");

        await Client.Domains.GetAsync("D1");

        Assert.That(Api.Time.Pauses[0], Is.InRange(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1)));
        Assert.That(Api.Time.Pauses[1], Is.InRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)));
        Api.Verify();
    }

    [TestCase(0, 0, 1)]
    [TestCase(0, 1, 0.5)]
    [TestCase(3, 0, 8)]
    [TestCase(9, 0, 30)]
    [TestCase(9, 1, 15)]
    public void The_retry_delay_grows_to_30_seconds(int retry, double random, double seconds) =>
        Assert.That(Http.RetryDelay.Of(retry, retryAfter: null, random), Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    [TestCase("300", 300)]
    [TestCase("3600", 3600)]
    [TestCase("Fri, 17 Apr 2026 09:00:00 GMT", 86400)]
    [TestCase("9999999999", 9999999999)]
    [TestCase("10, 3600", 3600)]
    public async Task A_Retry_After_beyond_the_call_timeout_fails_at_once_and_is_reported(string header, long seconds)
    {
        Api.Expect(HttpMethod.Get, Path, HttpStatusCode.TooManyRequests, """{"message": "Slow down"}""", ("Retry-After", header));

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.GetAsync("D1"));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.RateLimited));
        Assert.That(exception.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(seconds)));
        Assert.That(
            exception.Message, Is.EqualTo($"Domains_Get failed: 429 Slow down. Retry after {seconds} s, as requested by the Retry-After header."));
        Assert.That(Api.Time.Pauses, Is.Empty);
        Api.Verify();
    }

    [TestCase(0, "Domains_Get failed: 503. Retry after 3600 s, as requested by the Retry-After header.")]
    [TestCase(1, "Domains_Get failed: 503. All 2 attempts failed. Retry after 3600 s, as requested by the Retry-After header.")]
    public async Task A_server_error_reports_its_Retry_After(int retries, string message)
    {
        Api.Time.AutoAdvanceDelays = true;

        for (var retry = 0; retry < retries; retry++)
        {
            Api.Get(Path, HttpStatusCode.ServiceUnavailable);
        }

        Api.Expect(HttpMethod.Get, Path, HttpStatusCode.ServiceUnavailable, null, ("Retry-After", "3600"));

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.GetAsync("D1"));

        Assert.That(exception!.Message, Is.EqualTo(message));
        Assert.That(exception.RetryAfter, Is.EqualTo(TimeSpan.FromHours(1)));
        Api.Verify();
    }

    [Test]
    public async Task Earlier_delays_count_toward_the_call_timeout()
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Expect(HttpMethod.Get, Path, HttpStatusCode.TooManyRequests, null, ("Retry-After", "200"));
        Api.Expect(HttpMethod.Get, Path, HttpStatusCode.TooManyRequests, null, ("Retry-After", "100"));

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.GetAsync("D1"));

        Assert.That(exception!.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(100)));
        Assert.That(Api.Time.Pauses, Is.EqualTo([TimeSpan.FromSeconds(200)]));
        Api.Verify();
    }

    [Test]
    public async Task A_server_error_reports_its_Retry_After()
    {
        Api.Expect(HttpMethod.Post, "/api/domains/D1/dkim", HttpStatusCode.ServiceUnavailable, null, ("Retry-After", "5"));

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.GenerateDkimAsync("D1"));

        Assert.That(exception!.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(5)));
        Assert.That(Api.Time.Pauses, Is.Empty);
        Api.Verify();
    }

    [Test]
    public async Task RetryAfter_is_taken_from_the_last_response()
    {
        using var client = Api.CreateClient(options => options.MaxRetries = 1);
        Api.Time.AutoAdvanceDelays = true;
        Api.Expect(HttpMethod.Get, Path, HttpStatusCode.TooManyRequests, null, ("Retry-After", "5"));
        Api.Expect(HttpMethod.Get, Path, HttpStatusCode.TooManyRequests, null, ("Retry-After", "6"));

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.GetAsync("D1"));

        Assert.That(exception!.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(6)));
        Api.Verify();
    }
}
