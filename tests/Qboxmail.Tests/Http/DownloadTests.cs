using System.Net;
using System.Text;

namespace Qboxmail.Tests;

public class DownloadTests : ApiTests
{
    private static readonly string Path = ApiRoute.Path("Reports_Download", "R1");

    [Test]
    public async Task A_download_has_a_file_name_a_content_type_a_length_and_a_stream()
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

    [TestCase("text/html; charset=utf-8")]
    [TestCase("Application/xhtml+xml")]
    public async Task An_HTML_page_instead_of_a_file_is_an_unexpected_response(string type)
    {
        using var body = new BodyStream("<!DOCTYPE html><title>Login</title>");
        Api.Expect(HttpMethod.Get, Path, _ => FakeApi.Response(
            HttpStatusCode.OK, new StreamContent(body), ("Content-Type", type)));

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Reports.DownloadAsync("R1"));

        Assert.That(exception!.Message, Is.EqualTo("Reports_Download returned 200, but the response is an HTML page instead of a file."));
        Assert.That(body.IsDisposed, Is.True);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_connection_lost_while_a_download_is_read_throws_the_exception_of_the_stream(bool isAsync)
    {
        Api.Expect(HttpMethod.Get, Path, _ => FakeApi.Response(HttpStatusCode.OK, new StreamContent(BodyStream.Breaking(""))));
        using var download = await Client.Reports.DownloadAsync("R1");

        var exception = await Assert.CatchAsync(
            async () => _ = isAsync ? await download.Content.ReadAsync(new byte[16]) : download.Content.Read(new byte[16], 0, 16));

        Assert.That(exception, Is.TypeOf<IOException>());
    }

    [Test]
    public async Task Disposing_the_content_of_a_download_frees_the_connection()
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
    public async Task The_content_of_a_download_supports_neither_writing_nor_a_position()
    {
        Api.Expect(HttpMethod.Get, Path, _ => FakeApi.Response(HttpStatusCode.OK, new StreamContent(new BodyStream("code;name\n"))));
        using var download = await Client.Reports.DownloadAsync("R1");
        var content = download.Content;

        Assert.Throws<NotSupportedException>(() => content.Write([1], 0, 1));
        Assert.Throws<NotSupportedException>(() => content.SetLength(1));
        Assert.Throws<NotSupportedException>(() => content.Seek(0, SeekOrigin.Begin));
        Assert.Throws<NotSupportedException>(() => content.Position = 1);
        Assert.Throws<NotSupportedException>(() => _ = content.Position);
        Assert.Throws<NotSupportedException>(() => _ = content.Length);
    }

    [Test]
    public async Task A_download_without_headers_has_no_name_type_or_length()
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
    public async Task A_download_takes_its_file_name_from_Content_Disposition(string disposition, string? expected)
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
    public async Task A_download_file_name_contains_no_directories(string name, string? expected)
    {
        Api.Expect(HttpMethod.Get, Path, _ => FakeApi.Response(
            HttpStatusCode.OK, new StringContent("x"), ("Content-Disposition", $"attachment; filename=\"{name}\"")));

        using var download = await Client.Reports.DownloadAsync("R1");

        Assert.That(download.FileName, Is.EqualTo(expected));
    }

    [Test]
    public async Task An_encoded_download_file_name_contains_no_directories()
    {
        Api.Expect(HttpMethod.Get, Path, _ => FakeApi.Response(
            HttpStatusCode.OK, new StringContent("x"), ("Content-Disposition", "attachment; filename*=UTF-8''%2E%2E%2Fdomains%00%0A.csv")));

        using var download = await Client.Reports.DownloadAsync("R1");

        Assert.That(download.FileName, Is.EqualTo("domains__.csv"));
    }

    [Test]
    public async Task A_download_body_is_not_buffered_before_it_is_read()
    {
        using var body = BodyStream.Stalling("code;name\n");
        Api.Expect(HttpMethod.Get, Path, _ => FakeApi.Response(HttpStatusCode.OK, new StreamContent(body)));

        using var download = await Client.Reports.DownloadAsync("R1");

        Assert.That(body.BeginningWasRead.IsCompleted, Is.False);
        Assert.That(body.IsDisposed, Is.False);
    }

    [Test]
    public async Task A_download_body_has_no_timeout_and_no_size_limit()
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
    public async Task Disposing_a_download_releases_its_connection()
    {
        using var body = BodyStream.Stalling("code;name\n");
        using var response = FakeApi.Response(HttpStatusCode.OK, new StreamContent(body));
        Api.Expect(HttpMethod.Get, Path, _ => response);
        var download = await Client.Reports.DownloadAsync("R1");

        download.Dispose();

        Assert.That(body.IsDisposed, Is.True);
        Assert.That(() => response.Content = null, Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public async Task A_failed_download_throws_instead_of_returning_a_stream()
    {
        Api.Get(Path, HttpStatusCode.Gone, """{"message": "Gone", "errors": []}""");

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Reports.DownloadAsync("R1"));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.NotFound));
        Assert.That(exception.Message, Is.EqualTo(
            "Reports_Download failed: 410 Gone. The resource does not exist, or the user of the token has no access to it."));
        Api.Verify();
    }

    [Test]
    public async Task A_failed_download_attempt_is_retried()
    {
        Api.Time.AutoAdvanceDelays = true;
        Api.Get(Path, HttpStatusCode.ServiceUnavailable, "<html><title>Bad gateway</title></html>");
        Api.Expect(HttpMethod.Get, Path, _ => FakeApi.Response(HttpStatusCode.OK, new StringContent("a;")));

        using var download = await Client.Reports.DownloadAsync("R1");

        Assert.That(download.Length, Is.EqualTo(2));
        Api.Verify();
    }

    [Test]
    public async Task A_download_accepts_any_media_type()
    {
        Api.Expect(HttpMethod.Get, Path, _ => FakeApi.Response(HttpStatusCode.OK, new StringContent("a;")));

        using var download = await Client.Reports.DownloadAsync("R1");

        Assert.That(Api.Requests[0].Message.Headers.Accept.ToString(), Is.EqualTo("*/*"));
    }

    [Test]
    public void A_download_can_be_created_for_a_test_double()
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
