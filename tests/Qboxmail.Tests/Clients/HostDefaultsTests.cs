using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;

namespace Qboxmail.Tests;

/// <summary>Hosts such as those of Aspire set defaults for every HTTP client. Ours must not repeat what may not be repeated.</summary>
public class HostDefaultsTests
{
    [Test]
    public async Task Default_resilience_handlers_do_not_repeat_a_creation(
        [Values] bool isAddedBefore, [Values("500", "503", "lost")] string failure)
    {
        using var host = Host(isAddedBefore, services => services.ConfigureHttpClientDefaults(client => client.AddStandardResilienceHandler()));
        host.Api.Expect(HttpMethod.Post, "/api/domains", _ => FailureModes.Create(failure));

        await Assert.CatchAsync<QboxmailException>(() => host.Client.Domains.CreateAsync(new("example.com", "Secret-1")));

        Assert.That(host.Api.Requests, Has.Count.EqualTo(1));
        host.Api.Verify();
    }

    [Test]
    public async Task Default_resilience_handlers_do_not_multiply_attempts([Values] bool isAddedBefore)
    {
        using var host = Host(isAddedBefore, services => services.ConfigureHttpClientDefaults(client => client.AddStandardResilienceHandler()));
        host.Api.Time.AutoAdvanceDelays = true;

        for (var send = 0; send < 4; send++)
        {
            host.Api.Get("/api/domains/D1", System.Net.HttpStatusCode.ServiceUnavailable);
        }

        await Assert.CatchAsync<QboxmailApiException>(() => host.Client.Domains.GetAsync("D1"));

        Assert.That(host.Api.Requests, Has.Count.EqualTo(4));
        host.Api.Verify();
    }

    [Test]
    public async Task Other_default_handlers_apply_to_the_client([Values] bool isAddedBefore)
    {
        using var host = Host(
            isAddedBefore, services => services.ConfigureHttpClientDefaults(client => client.AddHttpMessageHandler(() => new MarkingHandler())));
        host.Api.Get(ApiRoute.Path("Permissions_List"), """{"resources": []}""");

        await host.Client.Permissions.ListAsync();

        Assert.That(host.Api.Requests[0].Message.Headers.GetValues("X-Mark"), Is.EqualTo(["1"]));
        host.Api.Verify();
    }

    [Test]
    public void A_default_HttpClient_timeout_does_not_apply_to_the_client([Values] bool isAddedBefore)
    {
        using var host = Host(
            isAddedBefore,
            services => services.ConfigureHttpClientDefaults(client => client.ConfigureHttpClient(http => http.Timeout = TimeSpan.FromSeconds(1))));

        var http = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("Qboxmail");

        Assert.That(http.Timeout, Is.EqualTo(Timeout.InfiniteTimeSpan));
    }

    [Test]
    public void A_default_primary_handler_is_kept_without_redirects_and_cookies([Values] bool isAddedBefore)
    {
        var proxy = new WebProxy("http://proxy.example.com:3128");
        var handler = Innermost(
            isAddedBefore,
            client => client.ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler { Proxy = proxy, MaxConnectionsPerServer = 7 }));

        Assert.That(handler, Is.TypeOf<HttpClientHandler>().With.Property("AllowAutoRedirect").False.And.Property("UseCookies").False);
        Assert.That(((HttpClientHandler)handler).Proxy, Is.SameAs(proxy));
        Assert.That(((HttpClientHandler)handler).MaxConnectionsPerServer, Is.EqualTo(7));
    }

    [Test]
    public void A_default_SocketsHttpHandler_is_kept_on_both_target_frameworks([Values] bool isAddedBefore)
    {
        var handler = Innermost(
            isAddedBefore, client => client.ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { MaxConnectionsPerServer = 7 }));

        Assert.That(
            handler,
            Is.TypeOf<SocketsHttpHandler>()
                .With.Property("AllowAutoRedirect").False.And.Property("UseCookies").False.And.Property("MaxConnectionsPerServer").EqualTo(7));
    }

    [Test]
    public void A_change_to_the_default_primary_handler_applies_to_the_client([Values] bool isAddedBefore)
    {
        var proxy = new WebProxy("http://proxy.example.com:3128");
        var handler = Innermost(
            isAddedBefore,
            client => client.ConfigurePrimaryHttpMessageHandler((handler, _) => handler.GetType().GetProperty("Proxy")!.SetValue(handler, proxy)));

        Assert.That(handler.GetType().GetProperty("Proxy")!.GetValue(handler), Is.SameAs(proxy));
        Assert.That(handler, Has.Property("AllowAutoRedirect").False.And.Property("UseCookies").False);
    }

    [Test]
    public async Task A_handler_that_a_filter_of_the_host_sets_gets_the_token([Values] bool isAddedBefore)
    {
        IEnumerable<string>? token = null;
        using var server = new StubHandler(request =>
        {
            token = [.. request.Headers.GetValues("X-Api-Token")];
            return FakeApi.Response(HttpStatusCode.OK, """{"resources": [{"code": "D1"}]}""");
        });
        using var host = Host(isAddedBefore, services => services.AddSingleton<IHttpMessageHandlerBuilderFilter>(new Replacing(() => server)));

        await host.Client.Domains.GetAsync("D1");

        Assert.That(token, Is.EqualTo([FakeApi.Token]));
    }

    [Test]
    public void Redirects_and_cookies_are_disabled_on_a_handler_that_a_filter_of_the_host_sets([Values] bool isAddedBefore)
    {
        using var own = new HttpClientHandler();
        using var host = Host(isAddedBefore, services => services.AddSingleton<IHttpMessageHandlerBuilderFilter>(new Replacing(() => own)));

        Assert.That(PrimaryHandler.Of(host.Services, "Qboxmail"), Is.SameAs(own));
        Assert.That(own, Has.Property("AllowAutoRedirect").False.And.Property("UseCookies").False);
    }

    // Applications remove all filters to silence the log of HttpClientFactory.
    [Test]
    public async Task The_token_is_sent_although_the_host_removes_all_filters()
    {
        using var host = new FakeHost(after: services => services.RemoveAll<IHttpMessageHandlerBuilderFilter>());
        host.Api.Get("/api/domains/D1", """{"resources": [{"code": "D1"}]}""");

        await host.Client.Domains.GetAsync("D1");

        Assert.That(host.Api.Requests[0].Message.Headers.GetValues("X-Api-Token"), Is.EqualTo([FakeApi.Token]));
    }

    [Test]
    public void Only_our_primary_handler_is_secured_when_the_host_removes_all_filters()
    {
        var services = new ServiceCollection();
        services.AddHttpClient("other");
        services.AddQboxmail(options => options.ApiToken = FakeApi.Token);
        services.RemoveAll<IHttpMessageHandlerBuilderFilter>();
        using var provider = services.BuildServiceProvider();

        Assert.That(
            PrimaryHandler.Of(provider, "Qboxmail"),
            Has.Property("AllowAutoRedirect").False.And.Property("UseCookies").False
                .And.Property("AutomaticDecompression").Not.EqualTo(DecompressionMethods.None));
        Assert.That(PrimaryHandler.Of(provider, "other"), Has.Property("AllowAutoRedirect").True);
    }

    [Test]
    public void Handlers_of_other_HTTP_clients_are_not_changed()
    {
        using var own = new HttpClientHandler();
        using var host = Host(isAddedBefore: true, services => services.AddHttpClient("other").ConfigurePrimaryHttpMessageHandler(() => own));

        Assert.That(PrimaryHandler.Of(host.Services, "other"), Is.SameAs(own));
        Assert.That(own, Has.Property("AllowAutoRedirect").True.And.Property("UseCookies").True);
    }

    [Test]
    public async Task HttpClientFactory_logs_no_requests_unless_a_logger_is_added([Values] bool isAsked)
    {
        using var host = new FakeHost(after: services =>
        {
            if (isAsked)
            {
                services.AddHttpClient("Qboxmail").AddDefaultLogger();
            }
        });
        host.Api.Get("/api/domains/D987654321", """{"resources": [{"code": "D987654321"}]}""");

        await host.Client.Domains.GetAsync("D987654321");

        var entries = host.Log.Entries.Select(entry => entry.Everything).ToList();
        Assert.That(entries, isAsked ? Has.Some.Contains("D987654321") : Has.None.Contains("D987654321"));
        Assert.That(entries, Has.None.Contains(FakeApi.Token));
    }

    [Test]
    public void Other_HTTP_clients_keep_their_defaults()
    {
        using var host = Host(isAddedBefore: true, services =>
        {
            services.ConfigureHttpClientDefaults(client => client.ConfigureHttpClient(http => http.Timeout = TimeSpan.FromSeconds(1)));
            services.AddHttpClient("other");
        });

        var http = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("other");

        Assert.That(http.Timeout, Is.EqualTo(TimeSpan.FromSeconds(1)));
    }

    private static HttpMessageHandler Innermost(bool isAddedBefore, Action<IHttpClientBuilder> defaults)
    {
        var services = new ServiceCollection();
        Action[] steps =
        [
            () => services.ConfigureHttpClientDefaults(defaults),
            () => services.AddQboxmail(options => options.ApiToken = FakeApi.Token),
        ];

        foreach (var step in isAddedBefore ? steps : steps.Reverse())
        {
            step();
        }

        using var provider = services.BuildServiceProvider();
        return PrimaryHandler.Of(provider, "Qboxmail");
    }

    private static FakeHost Host(bool isAddedBefore, Action<IServiceCollection> defaults) =>
        new(before: isAddedBefore ? defaults : null, after: isAddedBefore ? null : defaults);

    /// <summary>Replaces the primary handler after everything else, as integration tests of hosts do.</summary>
    private sealed class Replacing(Func<HttpMessageHandler> create) : IHttpMessageHandlerBuilderFilter
    {
        public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
        {
            next(builder);
            builder.PrimaryHandler = create();
        };
    }
}
