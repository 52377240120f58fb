using System.Net;

namespace Qboxmail.Tests;

/// <summary>A redirect would carry the token to any address that a response names.</summary>
public class RedirectTests
{
    // Its scheme is not supported, so a handler can be used without a network.
    private static readonly WebProxy UnsupportedProxy = new("mailto://proxy.example.com");

    [Test]
    public void Redirects_are_disabled_on_an_HttpClientHandler()
    {
        using var handler = new HttpClientHandler();

        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token }, handler);

        Assert.That(handler.AllowAutoRedirect, Is.False);
    }

    [Test]
    public void Redirects_are_disabled_on_a_SocketsHttpHandler()
    {
        using var handler = new SocketsHttpHandler();

        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token }, handler);

        Assert.That(handler.AllowAutoRedirect, Is.False);
    }

    [Test]
    public void Redirects_are_disabled_below_delegating_handlers()
    {
        using var inner = new HttpClientHandler();
        using var handler = new Passing { InnerHandler = new Passing { InnerHandler = inner } };

        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token }, handler);

        Assert.That(inner.AllowAutoRedirect, Is.False);
    }

    [Test]
    public async Task A_handler_in_use_that_follows_redirects_is_rejected()
    {
        using var handler = new HttpClientHandler { Proxy = UnsupportedProxy };
        await UseAsync(handler);

        var exception = Assert.Throws<ArgumentException>(
            () => _ = new QboxmailClient(new() { ApiToken = FakeApi.Token }, new Passing { InnerHandler = handler }));

        Assert.That(exception!.ParamName, Is.EqualTo("innerHandler"));
        Assert.That(
            exception.Message,
            Does.StartWith(
                "The handler follows redirects, stores cookies or uses the system proxy for a loopback address, and cannot be changed" +
                " because it is already in use or disposed. Create it with AllowAutoRedirect = false, UseCookies = false and," +
                " for a loopback address, UseProxy = false."));
    }

    [Test]
    public async Task A_handler_in_use_that_follows_no_redirects_is_accepted()
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false, Proxy = UnsupportedProxy };
        using var sockets = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, Proxy = UnsupportedProxy };

        foreach (var inner in new HttpMessageHandler[] { handler, sockets })
        {
            await UseAsync(inner);

            Assert.That(() => new QboxmailClient(new() { ApiToken = FakeApi.Token }, inner).Dispose(), Throws.Nothing);
        }
    }

    [Test]
    public void A_handler_chain_without_a_primary_handler_is_rejected()
    {
        using var handler = new Passing { InnerHandler = new Passing() };

        var exception = Assert.Throws<ArgumentException>(() => _ = new QboxmailClient(new() { ApiToken = FakeApi.Token }, handler));

        Assert.That(exception!.ParamName, Is.EqualTo("innerHandler"));
        Assert.That(exception.Message, Does.StartWith("The handler Passing has no inner handler."));
    }

    [Test]
    public async Task A_handler_in_use_that_stores_cookies_is_rejected()
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false, Proxy = UnsupportedProxy };
        await UseAsync(handler);

        Assert.That(
            () => new QboxmailClient(new() { ApiToken = FakeApi.Token }, handler),
            Throws.ArgumentException.With.Message.Contains("UseCookies = false"));
    }

    [Test]
    public void Cookies_are_disabled_on_the_primary_handler()
    {
        using var inner = new SocketsHttpHandler();
        using var handler = new Passing { InnerHandler = inner };

        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token }, handler);

        Assert.That(inner, Has.Property("UseCookies").False.And.Property("AllowAutoRedirect").False.And.Property("UseProxy").True);
    }

    [TestCase("http://127.0.0.1:5000", false)]
    [TestCase("http://127.8.9.10:5000", false)]
    [TestCase("http://localhost:5000", false)]
    [TestCase("http://LOCALHOST.:5000", false)]
    [TestCase("https://[::1]:5000", false)]
    [TestCase("http://[::ffff:127.8.9.10]:5000", false)]
    [TestCase("https://emulator.localhost:5000", false)]
    [TestCase("https://localhost.example.com", true)]
    [TestCase("https://127.example.com", true)]
    [TestCase("https://128.0.0.1", true)]
    [TestCase("https://[::2]:5000", true)]
    [TestCase("https://api.example.com", true)]
    public void A_passed_handler_bypasses_the_system_proxy_for_a_loopback_address(string address, bool usesProxy)
    {
        using var handler = new HttpClientHandler();
        using var sockets = new SocketsHttpHandler();

        foreach (var inner in new HttpMessageHandler[] { handler, sockets })
        {
            using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token, BaseAddress = new(address) }, inner);
        }

        Assert.That(handler.UseProxy, Is.EqualTo(usesProxy));
        Assert.That(sockets.UseProxy, Is.EqualTo(usesProxy));
    }

    [TestCase(true, false, "https://api.example.com")]
    [TestCase(false, true, "https://api.example.com")]
    [TestCase(false, false, "http://127.0.0.1:5000")]
    public void Each_unwanted_setting_of_a_handler_is_disabled_alone(bool redirects, bool cookies, string address)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = redirects, UseCookies = cookies };
        using var sockets = new SocketsHttpHandler { AllowAutoRedirect = redirects, UseCookies = cookies };

        foreach (var inner in new HttpMessageHandler[] { handler, sockets })
        {
            using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token, BaseAddress = new(address) }, inner);
            Assert.That(
                inner,
                Has.Property("UseCookies").False.And.Property("AllowAutoRedirect").False
                    .And.Property("UseProxy").EqualTo(redirects || cookies));
        }
    }

    [Test]
    public void A_handler_without_a_proxy_keeps_none()
    {
        using var handler = new HttpClientHandler { UseProxy = false };
        using var sockets = new SocketsHttpHandler { UseProxy = false };

        foreach (var inner in new HttpMessageHandler[] { handler, sockets })
        {
            using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token }, inner);
            Assert.That(inner, Has.Property("UseProxy").False);
        }
    }

    [Test]
    public void An_explicit_proxy_is_used_for_a_loopback_address()
    {
        using var handler = new HttpClientHandler { Proxy = new WebProxy("http://127.0.0.1:3128") };
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token, BaseAddress = new("http://127.0.0.1:5000") }, handler);

        Assert.That(handler.UseProxy, Is.True);
    }

    [Test]
    public void A_disposed_handler_that_follows_redirects_is_rejected()
    {
        var handler = new HttpClientHandler();
        handler.Dispose();

        Assert.That(
            () => new QboxmailClient(new() { ApiToken = FakeApi.Token }, handler),
            Throws.ArgumentException.With.Message.Contains("already in use or disposed"));
    }

    [Test]
    public void A_null_handler_throws_ArgumentNullException()
    {
        var exception = Assert.Throws<ArgumentNullException>(() => _ = new QboxmailClient(new() { ApiToken = FakeApi.Token }, null!));

        Assert.That(exception!.ParamName, Is.EqualTo("innerHandler"));
    }

    [TestCase("https://other.example.com/api/domains/D1", "other.example.com")]
    [TestCase("https://api.example.com:8443/api/domains/D1", "api.example.com")]
    [TestCase("http://api.example.com/api/domains/D1", "api.example.com")]
    public async Task A_response_from_another_address_is_unexpected(string address, string host)
    {
        using var body = new BodyStream("""{"resources": [{"code": "D1"}]}""");
        using var server = new StubHandler(_ => From(address, body));
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token, BaseAddress = FakeApi.Address }, server);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Domains.GetAsync("D1"));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.Unexpected));
        Assert.That(
            exception.Message,
            Is.EqualTo(
                $"Domains_Get returned 200, but the inner handler followed a redirect to {host} and may have sent the token to it." +
                " Set AllowAutoRedirect to false."));
        Assert.That(server.Count, Is.EqualTo(1));
        Assert.That(body.IsDisposed, Is.True);
    }

    [Test]
    public async Task A_response_from_the_same_origin_is_accepted()
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

    /// <summary>Uses a handler with <see cref="UnsupportedProxy"/> once.</summary>
    private static async Task UseAsync(HttpMessageHandler handler)
    {
        using var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, FakeApi.Address);

        await Assert.CatchAsync<NotSupportedException>(() => invoker.SendAsync(request, CancellationToken.None));
    }

    private sealed class Passing : DelegatingHandler;
}
