using System.Net;
using Microsoft.Extensions.Logging;

namespace Qboxmail.Tests;

public class LogTests
{
    [Test]
    public async Task A_successful_call_logs_one_line()
    {
        using var host = new FakeHost();
        host.Api.Get("/api/domains/D1", """{"resources": [{"code": "D1"}]}""");

        await host.Client.Domains.GetAsync("D1");

        Assert.That(host.Log.Own, Is.EqualTo([(LogLevel.Debug, 1, "Domains_Get returned 200. Attempts: 1, duration: 0.0 ms.")]));
    }

    [Test]
    public async Task A_failed_call_logs_one_line_without_text_from_the_API()
    {
        using var host = new FakeHost();
        host.Api.Get("/api/domains/D1", HttpStatusCode.NotFound, """{"message": "No D1 here"}""");

        await Assert.CatchAsync(() => host.Client.Domains.GetAsync("D1"));

        Assert.That(host.Log.Own, Is.EqualTo([(LogLevel.Debug, 2, "Domains_Get failed with NotFound (status 404). Attempts: 1, duration: 0.0 ms.")]));
    }

    [Test]
    public async Task Every_retry_logs_a_warning()
    {
        using var host = new FakeHost();
        host.Api.Time.AutoAdvanceDelays = true;
        host.Api.Expect(HttpMethod.Get, "/api/domains/D1", HttpStatusCode.TooManyRequests, null, ("Retry-After", "7"));
        host.Api.Expect(HttpMethod.Get, "/api/domains/D1", HttpStatusCode.ServiceUnavailable, null, ("Retry-After", "3"));
        host.Api.Get("/api/domains/D1", """{"resources": [{"code": "D1"}]}""");

        await host.Client.Domains.GetAsync("D1");

        Assert.That(
            host.Log.Own,
            Is.EqualTo([
                (LogLevel.Warning, 3, "Attempt 1 of Domains_Get failed: 429. Retrying in 7.0 s."),
                (LogLevel.Warning, 3, "Attempt 2 of Domains_Get failed: 503. Retrying in 3.0 s."),
                (LogLevel.Debug, 1, "Domains_Get returned 200. Attempts: 3, duration: 10000.0 ms.")]));
    }

    [Test]
    public async Task A_lost_connection_is_logged_with_its_exception_type()
    {
        using var host = new FakeHost();
        host.Api.Time.AutoAdvanceDelays = true;
        host.Api.Fail(HttpMethod.Get, "/api/domains/D1", new HttpRequestException("Lost at D1."));
        host.Api.Get("/api/domains/D1", """{"resources": [{"code": "D1"}]}""");

        await host.Client.Domains.GetAsync("D1");

        Assert.That(host.Log.Own.First().Text, Does.StartWith("Attempt 1 of Domains_Get failed: HttpRequestException. Retrying in "));
    }

    [Test]
    public async Task A_failure_before_the_cancellation_is_logged_as_a_failure()
    {
        using var host = new FakeHost();
        using var source = new CancellationTokenSource();
        using var client = host.Client.With(options => options.OnResponse = _ => source.Cancel());
        host.Api.Get("/api/domains/D1", HttpStatusCode.NotFound, """{"message": "Not found"}""");

        await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.GetAsync("D1", source.Token));

        Assert.That(host.Log.Own.Single().Text, Does.StartWith("Domains_Get failed with NotFound (status 404)."));
    }

    [Test]
    public async Task A_canceled_call_logs_one_line()
    {
        using var host = new FakeHost();

        await Assert.CatchAsync<OperationCanceledException>(() => host.Client.Domains.GetAsync("D1", new(canceled: true)));

        Assert.That(host.Log.Own, Is.EqualTo([(LogLevel.Debug, 10, "Domains_Get was canceled. Attempts: 0, duration: 0.0 ms.")]));
    }

    [Test]
    public void Plain_http_to_another_host_logs_a_warning()
    {
        using var host = new FakeHost(options =>
        {
            options.BaseAddress = new("http://api.example.com");
            options.AllowPlainHttp = true;
        });

        _ = host.Client;

        Assert.That(
            host.Log.Own,
            Is.EqualTo(
            [
                (LogLevel.Warning, 4, "The API is called over plain HTTP, so anyone on the network path can read the token. Use an https address."),
            ]));
    }

    [TestCase("http://localhost:5000")]
    [TestCase("http://127.0.0.1:5000")]
    [TestCase("https://api.example.com")]
    public void A_secure_or_loopback_address_logs_no_warning(string address)
    {
        using var host = new FakeHost(options => options.BaseAddress = new(address));

        _ = host.Client;

        Assert.That(host.Log.Own, Is.Empty);
    }

    [Test]
    public async Task Logs_contain_no_codes_and_no_email_addresses()
    {
        using var host = new FakeHost();
        host.Api.Time.AutoAdvanceDelays = true;
        const string list = "/api/domains/D987654321/email_accounts?query=info%40example.org&page=1";
        host.Api.Get(list, HttpStatusCode.ServiceUnavailable, """{"message": "D987654321"}""");
        host.Api.Get(list, """{"resources": [{"code": "E987654321", "name": "info@example.org"}]}""");
        host.Api.Delete("/api/domains/D987654321/email_accounts/E987654321", HttpStatusCode.Forbidden, """{"message": "info@example.org"}""");

        await host.Client.EmailAccounts.ListPageAsync("D987654321", new() { Query = "info@example.org" });
        await Assert.CatchAsync(() => host.Client.EmailAccounts.DeleteAsync("D987654321", "E987654321"));

        var own = string.Join("\n", host.Log.Entries.Where(entry => entry.Category == "Qboxmail").Select(entry => entry.Everything));
        Assert.That(own, Does.Contain("EmailAccounts_List").And.Contain("EmailAccounts_Delete"));
        Assert.That(own, Does.Not.Contain("987654321").And.Not.Contain("example"));
        host.Api.Verify();
    }
}
