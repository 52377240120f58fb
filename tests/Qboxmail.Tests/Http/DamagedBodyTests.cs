using System.IO.Compression;
using System.Net;
using System.Text;

namespace Qboxmail.Tests;

/// <summary>Bodies that are lost, or cannot be decompressed as specified by their Content-Encoding header.</summary>
public class DamagedBodyTests
{
    [TestCase("text/html")]
    [TestCase("text/plain")]
    [TestCase(null)]
    public async Task A_404_whose_body_is_lost_does_not_show_that_something_does_not_exist(string? type)
    {
        foreach (var content in new Func<HttpContent>[] { () => new StreamContent(BodyStream.Breaking("")), () => Compressed("gzip", "plain") })
        {
            (string, string)[] headers = type is null ? [] : [("Content-Type", type)];
            using var server = new StubHandler(_ => FakeApi.Response(HttpStatusCode.NotFound, content(), headers));
            using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token }, server);

            var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.WaitUntilDeletedAsync("D1"));

            Assert.That((exception!.StatusCode, exception.Reason), Is.EqualTo((HttpStatusCode.NotFound, QboxmailErrorReason.Unexpected)));
        }
    }

    [Test]
    public async Task A_404_of_JSON_that_is_not_compressed_as_announced_is_not_found()
    {
        using var server = new StubHandler(
            _ => FakeApi.Response(HttpStatusCode.NotFound, Compressed("gzip", "plain"), ("Content-Type", "application/problem+json")));
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token }, server);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.GetAsync("D1"));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.NotFound));
    }

    [Test]
    public async Task An_error_body_with_a_wrong_Content_Encoding_keeps_the_status_and_is_not_retried(
        [Values("gzip", "deflate", "br")] string encoding, [Values("plain", "truncated", "corrupt")] string damage)
    {
        using var server = new StubHandler(_ => FakeApi.Response(HttpStatusCode.NotFound, Compressed(encoding, damage)));
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token }, server);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.GetAsync("D1"));

        Assert.That(exception!.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(server.Count, Is.EqualTo(1));
    }

    [TestCase("gzip")]
    [TestCase("br")]
    public async Task A_success_body_with_a_wrong_Content_Encoding_is_unexpected_where_a_body_is_needed(string encoding)
    {
        using var server = new StubHandler(_ => FakeApi.Response(HttpStatusCode.OK, Compressed(encoding, "plain")));
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token }, server);

        var read = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.GetAsync("D1"));
        var raw = await Assert.ThrowsAsync<QboxmailApiException>(() => client.SendAsync(HttpMethod.Get, "/api/x"));
        var creation = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.CreateAsync(new("example.com", "Secret-1")));
        await client.Domains.UpdateAsync("D1", new());

        Assert.That((read!.Reason, read.RequestMayHaveBeenProcessed), Is.EqualTo((QboxmailErrorReason.Unexpected, false)));
        Assert.That((raw!.Reason, raw.RequestMayHaveBeenProcessed), Is.EqualTo((QboxmailErrorReason.Unexpected, false)));
        Assert.That((creation!.Reason, creation.RequestMayHaveBeenProcessed), Is.EqualTo((QboxmailErrorReason.Unexpected, true)));
        Assert.That(
            read.Message,
            Is.EqualTo("Domains_Get returned 200, but the response body cannot be decompressed as specified by its Content-Encoding header."));
        Assert.That(server.Count, Is.EqualTo(4));
    }

    [Test]
    public async Task A_file_that_is_not_compressed_as_announced_is_an_exception_that_says_so(
        [Values("gzip", "deflate", "br")] string encoding, [Values("array", "memory", "sync", "copy")] string way)
    {
        using var server = new StubHandler(_ => FakeApi.Response(HttpStatusCode.OK, Compressed(encoding, "plain"), ("Content-Type", "text/csv")));
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token }, server);
        using var download = await client.Reports.DownloadAsync("R1");
        var buffer = new byte[16];

        var exception = await Assert.CatchAsync<QboxmailApiException>(async () => await (way switch
        {
            "array" => download.Content.ReadAsync(buffer, 0, buffer.Length),
            "memory" => download.Content.ReadAsync(buffer.AsMemory()).AsTask(),
            "sync" => Task.FromResult(download.Content.Read(buffer, 0, buffer.Length)),
            _ => download.Content.CopyToAsync(new MemoryStream()),
        }));

        Assert.That(
            exception!.Message,
            Is.EqualTo("Reports_Download returned 200, but the response body cannot be decompressed as specified by its Content-Encoding header."));
        Assert.That((exception.Reason, exception.OperationId), Is.EqualTo((QboxmailErrorReason.Unexpected, "Reports_Download")));
    }

    /// <summary>Gets a content like that of a handler that decompresses.</summary>
    private static StreamContent Compressed(string encoding, string damage)
    {
        var text = Encoding.UTF8.GetBytes($$"""{"message": "{{new string('x', 5000)}}"}""");
        var stream = new MemoryStream();

        using (var compressing = Stream(encoding, stream, CompressionMode.Compress))
        {
            compressing.Write(text);
        }

        var bytes = stream.ToArray();
        var damaged = damage switch
        {
            "plain" => text,
            "truncated" => bytes[..(bytes.Length / 2)],
            _ => bytes.Select((value, index) => index % 5 == 3 ? (byte)~value : value).ToArray(),
        };
        return new StreamContent(Stream(encoding, new MemoryStream(damaged), CompressionMode.Decompress));
    }

    private static Stream Stream(string encoding, Stream inner, CompressionMode mode) => encoding switch
    {
        "gzip" => new GZipStream(inner, mode, leaveOpen: true),
        "br" => new BrotliStream(inner, mode, leaveOpen: true),
        _ => new ZLibStream(inner, mode, leaveOpen: true),
    };
}
