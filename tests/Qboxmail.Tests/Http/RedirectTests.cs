using System.Net;

namespace Qboxmail.Tests;

/// <summary>A redirect would carry the token to whatever address an answer names.</summary>
public class RedirectTests
{
    [Test]
    public void They_are_switched_off_on_an_HttpClientHandler()
    {
        using var handler = new HttpClientHandler();

        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token }, handler);

        Assert.That(handler.AllowAutoRedirect, Is.False);
    }

#if !NETSTANDARD_BUILD
    // The netstandard2.0 build does not know this handler.
    [Test]
    public void They_are_switched_off_on_a_SocketsHttpHandler()
    {
        using var handler = new SocketsHttpHandler();

        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token }, handler);

        Assert.That(handler.AllowAutoRedirect, Is.False);
    }
#endif

    [Test]
    public void They_are_switched_off_below_other_handlers()
    {
        using var inner = new HttpClientHandler();
        using var handler = new Passing { InnerHandler = new Passing { InnerHandler = inner } };

        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token }, handler);

        Assert.That(inner.AllowAutoRedirect, Is.False);
    }

    [Test]
    public async Task A_handler_in_use_that_follows_them_is_refused()
    {
        using var handler = new HttpClientHandler();
        await Use(handler);

        var exception = Assert.Throws<ArgumentException>(
            () => _ = new QboxmailClient(new() { ApiToken = FakeApi.Token }, new Passing { InnerHandler = handler }));

        Assert.That(exception!.ParamName, Is.EqualTo("innerHandler"));
        Assert.That(
            exception.Message,
            Does.StartWith(
                "The handler follows redirects, which could carry the token to another host, and is in use already." +
                " Make it with AllowAutoRedirect = false."));
    }

    [Test]
    public async Task A_handler_in_use_that_does_not_follow_them_is_taken()
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        await Use(handler);

        Assert.That(() => new QboxmailClient(new() { ApiToken = FakeApi.Token }, handler).Dispose(), Throws.Nothing);
    }

    [Test]
    public void A_handler_that_is_missing_is_refused()
    {
        var exception = Assert.Throws<ArgumentNullException>(() => _ = new QboxmailClient(new() { ApiToken = FakeApi.Token }, null!));

        Assert.That(exception!.ParamName, Is.EqualTo("innerHandler"));
    }

    [TestCase("https://other.example.com/api/domains/D1", "other.example.com")]
    [TestCase("https://api.example.com:8443/api/domains/D1", "api.example.com")]
    [TestCase("http://api.example.com/api/domains/D1", "api.example.com")]
    public async Task An_answer_from_another_place_is_an_error(string address, string host)
    {
        using var body = new BodyStream("""{"resources": [{"code": "D1"}]}""");
        using var server = new StubHandler(_ => From(address, body));
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token, BaseAddress = FakeApi.Address }, server);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.GetAsync("D1"));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.Unexpected));
        Assert.That(
            exception.Message,
            Is.EqualTo(
                $"Domains_Get returned 200, but it comes from {host}: the inner handler has followed a redirect, and may have sent the" +
                " token along. Switch AllowAutoRedirect off."));
        Assert.That(server.Count, Is.EqualTo(1));
        Assert.That(body.IsDisposed, Is.True);
    }

    [Test]
    public async Task An_answer_from_the_same_place_is_none()
    {
        using var body = new BodyStream("""{"resources": [{"code": "D1"}]}""");
        using var server = new StubHandler(_ => From("https://API.example.com:443/other", body));
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token, BaseAddress = FakeApi.Address }, server);

        var domain = await client.Domains.GetAsync("D1");

        Assert.That(domain.Code, Is.EqualTo("D1"));
    }

    private static HttpResponseMessage From(string address, Stream body) => new(HttpStatusCode.OK)
    {
        Content = new StreamContent(body),
        RequestMessage = new(HttpMethod.Get, address),
    };

    /// <summary>Begins to use a handler without a network: its proxy is of a kind that does not exist.</summary>
    private static async Task Use(HttpClientHandler handler)
    {
        handler.Proxy = new WebProxy("mailto://proxy.example.com");
        using var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, FakeApi.Address);

        await Assert.CatchAsync<NotSupportedException>(() => invoker.SendAsync(request, CancellationToken.None));
    }

    private sealed class Passing : DelegatingHandler;
}
