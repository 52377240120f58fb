using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Qboxmail.Tests;

/// <summary>Handlers of the application that send a request again. Each attempt of ours leaves the machine once, and its only send decides.</summary>
public class ResendingHandlerTests
{
    private static readonly Dictionary<string, Action<IHttpClientBuilder>> Handlers = new()
    {
        ["transient error policy"] = builder => builder.AddTransientHttpErrorPolicy(policy => policy.RetryAsync(3)),
        ["standard resilience"] = builder => builder.AddStandardResilienceHandler(options => options.Retry.Delay = TimeSpan.Zero),
        ["hedging"] = builder => builder.AddStandardHedgingHandler(),
        ["own retry"] = builder => builder.AddHttpMessageHandler(() => new Resending()),
        ["own retry that disposes"] = builder => builder.AddHttpMessageHandler(() => new Resending { Disposes = true }),
        ["own retry that wraps"] = builder => builder.AddHttpMessageHandler(() => new Wrapping()).AddHttpMessageHandler(() => new Resending()),
        ["copies with options"] = builder => builder.AddHttpMessageHandler(() => new Resending { Copies = true, CopiesOptions = true }),
        ["copies without options"] = builder => builder.AddHttpMessageHandler(() => new Resending { Copies = true }),
    };

    [Test]
    public async Task A_creation_is_sent_once_below_a_resending_handler_and_reports_its_status(
        [ValueSource(nameof(Names))] string name, [Values] bool isDefault)
    {
        using var host = Host(name, isDefault);
        host.Api.Post("/api/domains", HttpStatusCode.InternalServerError, """{"message": "Out of order"}""");

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => CreateAsync(host));

        Assert.That(host.Api.Requests, Has.Count.EqualTo(1));
        Assert.That(exception!.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(exception.RequestMayHaveBeenProcessed, Is.True);
        Assert.That(exception.Message, Does.Contain("Out of order"));
        // Of the defaults for all clients, those of the resilience package are removed.
        Assert.That(
            exception.Message.Contains("A custom DelegatingHandler tried to resend the request"),
            Is.EqualTo(!isDefault || name is not ("standard resilience" or "hedging")));
        host.Api.Verify();
    }

    [Test]
    public async Task A_creation_with_a_lost_connection_is_sent_once_below_a_resending_handler([ValueSource(nameof(Names))] string name)
    {
        using var host = Host(name, isDefault: false);
        host.Api.Fail(HttpMethod.Post, "/api/domains", new HttpRequestException("Lost."));

        var exception = await Assert.ThrowsAsync<QboxmailTransportException>(() => CreateAsync(host));

        Assert.That(host.Api.Requests, Has.Count.EqualTo(1));
        Assert.That(exception!.RequestMayHaveBeenProcessed, Is.True);
        Assert.That(exception.Message, Does.Contain("Lost."));
        host.Api.Verify();
    }

    [Test]
    public async Task A_read_is_retried_only_by_the_client_below_a_resending_handler(
        [ValueSource(nameof(Names))] string name, [Values] bool isDefault)
    {
        using var host = Host(name, isDefault);
        host.Api.Time.AutoAdvanceDelays = true;
        host.Api.Get("/api/domains/D1", HttpStatusCode.ServiceUnavailable);
        host.Api.Fail(HttpMethod.Get, "/api/domains/D1", new HttpRequestException("Lost."));
        host.Api.Get("/api/domains/D1", HttpStatusCode.ServiceUnavailable);
        host.Api.Get("/api/domains/D1", """{"resources": [{"code": "D1"}]}""");

        var domain = await host.Client.Domains.GetAsync("D1");

        Assert.That(domain.Code, Is.EqualTo("D1"));
        Assert.That(host.Api.Time.Pauses, Has.Count.EqualTo(3));
        Assert.That(host.Api.Requests.Select(request => request.Message.Headers.GetValues("X-Api-Token").Single()), Is.All.EqualTo(FakeApi.Token));
        host.Api.Verify();
    }

    [TestCase(HttpStatusCode.Created)]
    [TestCase(HttpStatusCode.InternalServerError)]
    [TestCase(HttpStatusCode.UnprocessableEntity)]
    public async Task A_concurrent_second_send_waits_for_the_first_and_is_rejected(HttpStatusCode status)
    {
        var response = new TaskCompletionSource<HttpResponseMessage>();
        using var server = new StubHandler((_, _) => response.Task);
        using var host = Host(
            server,
            builder => builder.AddResilienceHandler(
                "hedging",
                pipeline => pipeline.AddHedging(new HttpHedgingStrategyOptions { Delay = TimeSpan.Zero })));

        var call = host.Client.Domains.CreateAsync(new("example.com", "Secret-1"));
        await server.NextRequestAsync();
        response.SetResult(FakeApi.Response(status, """{"resource_code": "D1"}"""));

        if (status == HttpStatusCode.Created)
        {
            Assert.That((await call).ResourceCode, Is.EqualTo("D1"));
        }
        else
        {
            var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => call);
            Assert.That(exception!.StatusCode, Is.EqualTo(status));
        }

        Assert.That(server.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task A_concurrent_second_send_does_not_fail_before_the_first_ends()
    {
        var response = new TaskCompletionSource<HttpResponseMessage>();
        using var server = new StubHandler((_, _) => response.Task);
        using var handler = new Acting(server, async (request, send) => await await Task.WhenAny(send(request), send(request)));
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token }, handler);

        var call = client.Domains.CreateAsync(new("example.com", "Secret-1"));
        await server.NextRequestAsync();
        response.SetResult(FakeApi.Response(HttpStatusCode.InternalServerError));

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => call);
        Assert.That(exception!.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
    }

    [Test]
    public async Task A_concurrent_second_send_fails_as_a_lost_connection_so_that_a_handler_returns_the_first()
    {
        var response = new TaskCompletionSource<HttpResponseMessage>();
        using var server = new StubHandler((_, _) => response.Task);
        using var handler = new Acting(server, async (request, send) =>
        {
            var first = send(request);
            await Assert.ThrowsAsync<HttpRequestException>(() => send(request));
            return await first;
        });
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token }, handler);

        var call = client.Domains.CreateAsync(new("example.com", "Secret-1"));
        await server.NextRequestAsync();
        response.SetResult(FakeApi.Response(HttpStatusCode.Created, """{"resource_code": "D1"}"""));

        Assert.That((await call).ResourceCode, Is.EqualTo("D1"));
    }

    [Test]
    public async Task A_request_that_a_handler_delays_beyond_the_timeout_is_not_sent_later()
    {
        using var server = new StubHandler(_ => new(HttpStatusCode.OK));
        using var holding = new Holding();
        using var host = Host(server, builder => builder.AddHttpMessageHandler(() => holding), options => options.MaxRetries = 0);

        var call = CreateAsync(host);
        await holding.Reached;
        host.Api.Time.Advance(TimeSpan.FromSeconds(100));
        var exception = await Assert.ThrowsAsync<QboxmailTimeoutException>(() => call);
        var late = await Assert.CatchAsync(() => holding.SendAsync());

        Assert.That(exception!.RequestMayHaveBeenProcessed, Is.False);
        Assert.That(
            late!.Message,
            Is.EqualTo("A custom DelegatingHandler sent the request after its attempt had ended. Make the handler observe its cancellation token."));
        Assert.That(server.Count, Is.Zero);
    }

    [Test]
    public async Task A_request_copied_without_its_options_is_rejected_with_a_clear_message()
    {
        using var server = new StubHandler(_ => new(HttpStatusCode.OK));
        using var host = Host(
            server, builder => builder.AddHttpMessageHandler(() => new Replacing(request => new(request.Method, request.RequestUri))));

        var exception = await Assert.ThrowsAsync<QboxmailTransportException>(() => CreateAsync(host));

        Assert.That(server.Count, Is.Zero);
        Assert.That(exception!.RequestMayHaveBeenProcessed, Is.False);
        Assert.That(exception.Message, Does.Contain("a custom DelegatingHandler copied it without its options"));
    }

    private static Task<CreatedResource> CreateAsync(FakeHost host) => host.Client.Domains.CreateAsync(new("example.com", "Secret-1"));

    private static IEnumerable<string> Names => Handlers.Keys;

    private static FakeHost Host(string name, bool isDefault) => new(
        before: services =>
        {
            if (isDefault)
            {
                services.ConfigureHttpClientDefaults(Handlers[name]);
            }
        },
        after: services =>
        {
            if (!isDefault)
            {
                Handlers[name](services.AddHttpClient("Qboxmail"));
            }
        });

    private static FakeHost Host(HttpMessageHandler server, Action<IHttpClientBuilder> configure, Action<QboxmailClientOptions>? options = null) =>
        new(options, after: services => configure(services.AddHttpClient("Qboxmail").ConfigurePrimaryHttpMessageHandler(() => server)));

    /// <summary>Sends up to four times while it fails.</summary>
    private sealed class Resending : DelegatingHandler
    {
        public bool Disposes { get; init; }

        public bool Copies { get; init; }

        public bool CopiesOptions { get; init; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            for (var send = 1; ; send++)
            {
                try
                {
                    var response = await base.SendAsync(send > 1 && Copies ? Copy(request) : request, cancellationToken);

                    if (response.IsSuccessStatusCode || send == 4)
                    {
                        return response;
                    }

                    if (Disposes)
                    {
                        response.Dispose();
                    }
                }
                catch (HttpRequestException) when (send < 4)
                {
                }
            }
        }

        private HttpRequestMessage Copy(HttpRequestMessage request)
        {
            var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Content = request.Content };

            if (CopiesOptions)
            {
                foreach (var option in request.Options)
                {
                    ((IDictionary<string, object?>)copy.Options)[option.Key] = option.Value;
                }
            }

            return copy;
        }
    }

    private sealed class Wrapping : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (InvalidOperationException exception)
            {
                throw new AggregateException("Wrapped.", exception);
            }
        }
    }

    /// <summary>Ignores cancellation, and sends when a test says so.</summary>
    private sealed class Holding : DelegatingHandler
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Func<Task<HttpResponseMessage>>? _send;

        public Task Reached => _reached.Task;

        public Task<HttpResponseMessage> SendAsync() => _send!();

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            _send = () => base.SendAsync(request, CancellationToken.None);
            _reached.SetResult();
            return new TaskCompletionSource<HttpResponseMessage>().Task;
        }
    }

    private sealed class Replacing(Func<HttpRequestMessage, HttpRequestMessage> replace) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            base.SendAsync(replace(request), cancellationToken);
    }
}
