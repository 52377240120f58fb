using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Polly;
using Polly.Extensions.Http;
using Polly.Retry;

namespace Qboxmail.Tests;

/// <summary>A chain of handlers that is passed as the transport: the token is added below it, and each attempt passes its end once.</summary>
public class HandlerChainTests
{
    private static readonly AsyncRetryPolicy<HttpResponseMessage> Retries = HttpPolicyExtensions.HandleTransientHttpError().RetryAsync(3);

    private static readonly Dictionary<string, Func<HttpMessageHandler, HttpMessageHandler>> Chains = new()
    {
        ["policy"] = inner => new PolicyHttpMessageHandler(Retries) { InnerHandler = inner },
        ["loop"] = inner => new Acting(inner, (request, send) => LoopAsync(() => send(request))),
        ["copy with options"] = inner => new Acting(inner, (request, send) => LoopAsync(() => send(Copy(request, options: true)))),
        ["copy without options"] = inner => new Acting(inner, async (request, send) =>
        {
            using var first = await send(request);
            return await send(Copy(request, options: false));
        }),
        ["two at once"] = inner => new Acting(inner, async (request, send) =>
        {
            var sends = new[] { send(request), send(Copy(request, options: true)) };
            return await await Task.WhenAny(sends);
        }),
        ["two handlers"] = inner => new Acting(
            new Acting(inner, (request, send) => LoopAsync(() => send(request))), (request, send) => send(request)),
    };

    [Test]
    public async Task A_creation_leaves_a_chain_once([ValueSource(nameof(Names))] string name, [Values] bool isInContainer)
    {
        using var server = new StubHandler(_ => FakeApi.Response(HttpStatusCode.InternalServerError, """{"message": "Out of order"}"""));
        using var chain = Chains[name](server);
        using var provider = isInContainer ? Provider(chain) : null;
        using var client = provider is null ? new QboxmailClient(new() { ApiToken = FakeApi.Token }, chain) : null;

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => CreateAsync(client ?? provider!.GetRequiredService<QboxmailClient>()));

        Assert.That(server.Count, Is.EqualTo(1));
        Assert.That(exception!.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(exception.RequestMayHaveBeenProcessed, Is.True);
        Assert.That(exception.Message, Does.StartWith("Domains_Create failed: 500 Out of order."));
    }

    [Test]
    public async Task A_handler_in_a_chain_does_not_see_the_token()
    {
        string? seen = null;
        string? received = null;
        using var server = new StubHandler(request =>
        {
            received = request.Headers.ToString();
            return FakeApi.Response(HttpStatusCode.OK, """{"resources": [{"code": "D1"}]}""");
        });
        using var chain = new Acting(server, (request, send) =>
        {
            seen = request.Headers.ToString();
            return send(request);
        });
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token }, chain);

        await client.Domains.GetAsync("D1");

        Assert.That(received, Does.Contain(FakeApi.Token));
        Assert.That(seen, Does.Not.Contain(FakeApi.Token));
    }

    [Test]
    public async Task A_header_of_the_options_replaces_the_value_of_a_handler()
    {
        string[] received = [];
        using var server = new StubHandler(request =>
        {
            received = [.. request.Headers.GetValues("X-Trace")];
            return FakeApi.Response(HttpStatusCode.OK, """{"resources": [{"code": "D1"}]}""");
        });
        using var chain = new Acting(server, (request, send) =>
        {
            request.Headers.Add("X-Trace", "handler");
            return send(request);
        });
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token }, chain);

        await client.With(options => options.Headers["X-Trace"] = "options").Domains.GetAsync("D1");

        Assert.That(received, Is.EqualTo(["options"]));
    }

    [Test]
    public async Task A_chain_serves_several_clients()
    {
        using var server = new StubHandler(_ => FakeApi.Response(HttpStatusCode.OK, """{"resources": [{"code": "D1"}]}"""));
        var requests = 0;
        using var chain = new Acting(server, (request, send) =>
        {
            requests++;
            return send(request);
        });

        for (var number = 1; number <= 2; number++)
        {
            using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token }, chain);
            await client.Domains.GetAsync("D1");
        }

        Assert.That((requests, server.Count), Is.EqualTo((2, 2)));
        Assert.That(((DelegatingHandler)chain.InnerHandler!).InnerHandler, Is.SameAs(server));
    }

    [Test]
    public async Task A_chain_in_use_is_rejected()
    {
        using var server = new StubHandler(_ => new(HttpStatusCode.OK));
        using var chain = new Acting(server, (request, send) => send(request));
        using var other = new HttpClient(chain, disposeHandler: false);
        using var response = await other.GetAsync(new Uri("https://example.com"));

        var exception = Assert.Throws<ArgumentException>(() => _ = new QboxmailClient(new() { ApiToken = FakeApi.Token }, chain));

        Assert.That(exception!.ParamName, Is.EqualTo("innerHandler"));
        Assert.That(
            exception.Message,
            Does.StartWith("The handler Acting is already in use and cannot be changed. Pass new handlers to the client."));
    }

    private static Dictionary<string, Func<HttpMessageHandler, HttpMessageHandler>>.KeyCollection Names() => Chains.Keys;

    private static ServiceProvider Provider(HttpMessageHandler chain)
    {
        var services = new ServiceCollection();
        services.AddQboxmail(options => options.ApiToken = FakeApi.Token).ConfigurePrimaryHttpMessageHandler(() => chain);
        return services.BuildServiceProvider();
    }

    private static Task<CreatedResource> CreateAsync(QboxmailClient client) => client.Domains.CreateAsync(new("example.com", "Secret-1"));

    private static async Task<HttpResponseMessage> LoopAsync(Func<Task<HttpResponseMessage>> send)
    {
        for (var number = 1; ; number++)
        {
            try
            {
                var response = await send();

                if (response.IsSuccessStatusCode || number == 4)
                {
                    return response;
                }
            }
            catch (InvalidOperationException) when (number < 4)
            {
            }
        }
    }

    private static HttpRequestMessage Copy(HttpRequestMessage request, bool options)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Content = request.Content };

        foreach (var option in options ? request.Options : new HttpRequestOptions())
        {
            ((IDictionary<string, object?>)copy.Options)[option.Key] = option.Value;
        }

        return copy;
    }
}
