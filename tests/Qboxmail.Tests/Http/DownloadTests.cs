using System.Net;
using System.Text;

namespace Qboxmail.Tests;

public class DownloadTests : ApiTests
{
    private const string Path = "/api/reports/R1/download";

    [Test]
    public async Task A_download_has_a_name_a_type_a_length_and_a_stream()
    {
        Api.Expect(HttpMethod.Get, Path, _ => FakeApi.Response(
            HttpStatusCode.OK,
            new StringContent("code;name\n", Encoding.UTF8, "text/csv"),
            ("Content-Disposition", "attachment; filename=\"domains.csv\"")));

        using var download = await Client.Reports.DownloadAsync("R1");

        Assert.That(download.FileName, Is.EqualTo("domains.csv"));
        Assert.That(download.ContentType, Is.EqualTo("text/csv"));
        Assert.That(download.Length, Is.EqualTo(10));
        Assert.That(await new StreamReader(download.Content).ReadToEndAsync(), Is.EqualTo("code;name\n"));
        Api.Verify();
    }

    [Test]
    public async Task A_page_of_HTML_is_no_download_since_something_in_between_sent_it()
    {
        using var body = new BodyStream("<!DOCTYPE html><title>Login</title>");
        Api.Expect(HttpMethod.Get, Path, _ => FakeApi.Response(
            HttpStatusCode.OK, new StreamContent(body), ("Content-Type", "text/html; charset=utf-8")));

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Reports.DownloadAsync("R1"));

        Assert.That(exception!.Message, Is.EqualTo("Reports_Download returned 200, but the response is an HTML page instead of a file."));
        Assert.That(body.IsDisposed, Is.True);
    }

    [Test]
    public async Task To_dispose_of_its_content_frees_the_connection()
    {
        using var body = new BodyStream("code;name\n");
        Api.Expect(HttpMethod.Get, Path, _ => FakeApi.Response(HttpStatusCode.OK, new StreamContent(body)));
        using var download = await Client.Reports.DownloadAsync("R1");

        Assert.That(
            download.Content,
            Has.Property("CanRead").True.And.Property("CanSeek").False.And.Property("CanWrite").False);
        await download.Content.DisposeAsync();

        Assert.That(body.IsDisposed, Is.True);
    }

    [Test]
    public async Task A_download_may_tell_nothing_about_itself()
    {
        using var body = new BodyStream("code;name\n");
        Api.Expect(HttpMethod.Get, Path, _ => FakeApi.Response(HttpStatusCode.OK, new StreamContent(body)));

        using var download = await Client.Reports.DownloadAsync("R1");

        Assert.That(download.FileName, Is.Null);
        Assert.That(download.ContentType, Is.Null);
        Assert.That(download.Length, Is.Null);
    }

    [TestCase("attachment; filename=domains.csv", "domains.csv")]
    [TestCase("attachment; filename=\"all domains.csv\"", "all domains.csv")]
    [TestCase("attachment; filename=\"domains.csv\"; filename*=UTF-8''citt%C3%A0.csv", "città.csv")]
    [TestCase("inline", null)]
    [TestCase("attachment; filename=\"\"", null)]
    public async Task The_name_comes_from_Content_Disposition(string disposition, string? expected)
    {
        Api.Expect(HttpMethod.Get, Path, _ => FakeApi.Response(HttpStatusCode.OK, new StringContent("x"), ("Content-Disposition", disposition)));

        using var download = await Client.Reports.DownloadAsync("R1");

        Assert.That(download.FileName, Is.EqualTo(expected));
    }

    [TestCase("../../etc/passwd", "passwd")]
    [TestCase("/etc/passwd", "passwd")]
    [TestCase("..\\\\..\\\\domains.csv", "domains.csv")]
    [TestCase("C:\\\\temp\\\\domains.csv", "domains.csv")]
    [TestCase("C:domains.csv", "C_domains.csv")]
    [TestCase("domains.csv:hidden", "domains.csv_hidden")]
    [TestCase("..", null)]
    [TestCase(".", null)]
    [TestCase("reports/", null)]
    [TestCase("reports/..", null)]
    [TestCase(".. ", null)]
    public async Task The_name_leads_to_no_other_place(string name, string? expected)
    {
        Api.Expect(HttpMethod.Get, Path, _ => FakeApi.Response(
            HttpStatusCode.OK, new StringContent("x"), ("Content-Disposition", $"attachment; filename=\"{name}\"")));

        using var download = await Client.Reports.DownloadAsync("R1");

        Assert.That(download.FileName, Is.EqualTo(expected));
    }

    [Test]
    public async Task An_encoded_name_leads_to_no_other_place()
    {
        Api.Expect(HttpMethod.Get, Path, _ => FakeApi.Response(
            HttpStatusCode.OK, new StringContent("x"), ("Content-Disposition", "attachment; filename*=UTF-8''%2E%2E%2Fdomains%00%0A.csv")));

        using var download = await Client.Reports.DownloadAsync("R1");

        Assert.That(download.FileName, Is.EqualTo("domains__.csv"));
    }

    [Test]
    public async Task The_body_stays_on_the_connection_until_it_is_read()
    {
        using var body = BodyStream.Stalling("code;name\n");
        Api.Expect(HttpMethod.Get, Path, _ => FakeApi.Response(HttpStatusCode.OK, new StreamContent(body)));

        using var download = await Client.Reports.DownloadAsync("R1");

        Assert.That(body.BeginningWasRead.IsCompleted, Is.False);
        Assert.That(body.IsDisposed, Is.False);
    }

    [Test]
    public async Task Its_body_is_under_no_limit_of_time_or_size()
    {
        using var client = Api.CreateClient(options => options.MaxResponseSize = 1024);
        using var body = new BodyStream(new string('x', 5000));
        Api.Expect(HttpMethod.Get, Path, _ => FakeApi.Response(HttpStatusCode.OK, new StreamContent(body)));

        using var download = await client.Reports.DownloadAsync("R1");
        Api.Time.Advance(TimeSpan.FromDays(1));
        var text = await new StreamReader(download.Content).ReadToEndAsync();

        Assert.That(text, Has.Length.EqualTo(5000));
    }

    [Test]
    public async Task To_dispose_of_it_frees_the_connection()
    {
        using var body = BodyStream.Stalling("code;name\n");
        Api.Expect(HttpMethod.Get, Path, _ => FakeApi.Response(HttpStatusCode.OK, new StreamContent(body)));
        var download = await Client.Reports.DownloadAsync("R1");

        download.Dispose();

        Assert.That(body.IsDisposed, Is.True);
    }

    [Test]
    public async Task An_error_comes_before_the_body()
    {
        Api.Get(Path, HttpStatusCode.Gone, """{"message": "Gone", "errors": []}""");

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Reports.DownloadAsync("R1"));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.NotFound));
        Assert.That(exception.Message, Is.EqualTo(
            "Reports_Download failed: 410 Gone. The resource does not exist, or the token's user has no access to it."));
        Api.Verify();
    }

    [Test]
    public async Task A_failed_try_is_repeated()
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Get(Path, HttpStatusCode.ServiceUnavailable);
        Api.Expect(HttpMethod.Get, Path, _ => FakeApi.Response(HttpStatusCode.OK, new StringContent("a;")));

        using var download = await Client.Reports.DownloadAsync("R1");

        Assert.That(download.Length, Is.EqualTo(2));
        Api.Verify();
    }

    [Test]
    public async Task It_takes_any_type()
    {
        Api.Expect(HttpMethod.Get, Path, _ => FakeApi.Response(HttpStatusCode.OK, new StringContent("a;")));

        using var download = await Client.Reports.DownloadAsync("R1");

        Assert.That(Api.Requests[0].Message.Headers.Accept.ToString(), Is.EqualTo("*/*"));
    }

    [Test]
    public void One_is_easily_made_for_a_double()
    {
        var content = new MemoryStream([1, 2, 3]);

        var download = new QboxmailDownload(content, "domains.csv", "text/csv", 3);
        download.Dispose();

        Assert.That(download.FileName, Is.EqualTo("domains.csv"));
        Assert.That(download.ContentType, Is.EqualTo("text/csv"));
        Assert.That(download.Length, Is.EqualTo(3));
        Assert.That(content.CanRead, Is.False);
    }
}
