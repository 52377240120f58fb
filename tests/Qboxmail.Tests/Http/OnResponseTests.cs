using System.Net;

namespace Qboxmail.Tests;

public class OnResponseTests : ApiTests
{
    [Test]
    public async Task OnResponse_receives_every_response_with_status_headers_and_body()
    {
        var seen = new List<QboxmailResponse>();
        Api.Time.AutoAdvanceDelays = true;
        Api.Expect(
            HttpMethod.Get, ApiRoute.Path("Permissions_List"), HttpStatusCode.ServiceUnavailable,
            """{"message": "Busy"}""", ("X-Request-Id", "r1"));
        Api.Expect(HttpMethod.Get, ApiRoute.Path("Permissions_List"), HttpStatusCode.OK, """{"resources": []}""", ("X-Request-Id", "r2"));

        await Client.With(call => call.OnResponse = seen.Add).Permissions.ListAsync();

        Assert.That(seen.Select(response => (int)response.StatusCode), Is.EqualTo([503, 200]));
        Assert.That(seen.Select(response => response.Headers["x-request-id"][0]), Is.EqualTo(["r1", "r2"]));
        Assert.That(seen.Select(response => response.Body), Is.EqualTo(["""{"message": "Busy"}""", """{"resources": []}"""]));
        Api.Verify();
    }

    [Test]
    public async Task OnResponse_is_called_before_an_error_is_thrown()
    {
        var seen = new List<QboxmailResponse>();
        Api.Get(ApiRoute.Path("Permissions_List"), HttpStatusCode.Forbidden, "{}");

        await Assert.ThrowsAsync<QboxmailApiException>(() => Client.With(call => call.OnResponse = seen.Add).Permissions.ListAsync());

        Assert.That(seen.Single().StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    // The native handler of iOS adds most headers to both.
    [Test]
    public async Task A_header_of_the_response_and_of_its_content_is_read_once()
    {
        IReadOnlyList<string>? ids = null;
        using var server = new StubHandler(_ =>
        {
            var response = FakeApi.Response(HttpStatusCode.OK, """{"resource_code": "D1"}""", ("X-Request-Id", "one"));
            response.Content.Headers.TryAddWithoutValidation("x-request-id", "one");
            return response;
        });
        using var client = server.CreateClient(TimeProvider.System);

        var observed = client.With(call => call.OnResponse = response => ids = response.Headers["X-Request-Id"]);
        await observed.Domains.CreateAsync(new("a.example", "Secret-1"));

        Assert.That(ids, Is.EqualTo(["one"]));
    }

    [Test]
    public async Task OnResponse_receives_the_content_headers_of_an_error()
    {
        var seen = new List<QboxmailResponse>();
        Api.Expect(HttpMethod.Get, ApiRoute.Path("Permissions_List"), HttpStatusCode.Forbidden, "{}", ("Content-Language", "it"));

        await Assert.ThrowsAsync<QboxmailApiException>(() => Client.With(call => call.OnResponse = seen.Add).Permissions.ListAsync());

        Assert.That(seen.Single().Headers["Content-Type"], Is.EqualTo(["application/json; charset=utf-8"]));
        Assert.That(seen.Single().Headers["Content-Language"], Is.EqualTo(["it"]));
    }

    [Test]
    public async Task OnResponse_is_not_called_without_a_response()
    {
        var seen = new List<QboxmailResponse>();
        using var client = Api.CreateClient(options => options.MaxRetries = 0);
        Api.Fail(HttpMethod.Get, ApiRoute.Path("Permissions_List"), new HttpRequestException("Lost."));

        await Assert.ThrowsAsync<QboxmailTransportException>(() => client.With(call => call.OnResponse = seen.Add).Permissions.ListAsync());

        Assert.That(seen, Is.Empty);
    }

    [Test]
    public async Task OnResponse_does_not_read_the_body_of_a_download()
    {
        var seen = new List<QboxmailResponse>();
        using var body = new BodyStream("code;name\n");
        Api.Expect(HttpMethod.Get, ApiRoute.Path("Reports_Download", "R1"), _ => FakeApi.Response(HttpStatusCode.OK, new StreamContent(body)));

        using var download = await Client.With(call => call.OnResponse = seen.Add).Reports.DownloadAsync("R1");

        Assert.That(seen.Single().Body, Is.Empty);
        Assert.That(await new StreamReader(download.Content).ReadToEndAsync(), Is.EqualTo("code;name\n"));
    }

    // Some of these types also report a lost connection, and must not be taken for one.
    [TestCase(typeof(InvalidOperationException))]
    [TestCase(typeof(IOException))]
    [TestCase(typeof(HttpRequestException))]
    [TestCase(typeof(OperationCanceledException))]
    [TestCase(typeof(Polly.Timeout.TimeoutRejectedException))]
    public async Task An_exception_from_OnResponse_propagates_unchanged_and_ends_the_call(Type type)
    {
        var thrown = (Exception)Activator.CreateInstance(type, "Not written.")!;
        Api.Get(ApiRoute.Path("Permissions_List"), HttpStatusCode.ServiceUnavailable);

        var exception = await Assert.CatchAsync(() => Client.With(call => call.OnResponse = _ => throw thrown).Permissions.ListAsync());

        Assert.That(exception, Is.SameAs(thrown));
        Api.Verify();
    }

    [Test]
    public async Task An_exception_from_OnResponse_releases_the_connection()
    {
        using var body = BodyStream.Stalling("code;name\n");
        Api.Expect(HttpMethod.Get, ApiRoute.Path("Reports_Download", "R1"), _ => FakeApi.Response(HttpStatusCode.OK, new StreamContent(body)));

        await Assert.CatchAsync(() => Client.With(call => call.OnResponse = _ => throw new InvalidOperationException()).Reports.DownloadAsync("R1"));

        Assert.That(body.IsDisposed, Is.True);
    }
}
