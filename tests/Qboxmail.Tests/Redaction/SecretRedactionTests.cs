using System.Diagnostics;
using System.Net;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Qboxmail.Json;

namespace Qboxmail.Tests;

/// <summary>Tokens and passwords show nowhere but in the requests themselves.</summary>
public class SecretRedactionTests : ApiTests
{
    private const string Password = "hunter2-hunter2";

    [Test]
    public async Task No_log_activity_or_metric_contains_a_token()
    {
        using var activities = new RecordedActivities();
        using var metrics = new RecordedMetrics();
        using var host = new FakeHost();
        host.Api.Time.AutoAdvanceDelays = true;
        var echo = $$"""{"message": "{{FakeApi.Token}} {{Password}}", "errors": [{"field": "{{Password}}", "description": "{{FakeApi.Token}}"}]}""";
        host.Api.Post("/api/domains", HttpStatusCode.TooManyRequests, echo);
        host.Api.Expect(HttpMethod.Post, "/api/domains", HttpStatusCode.UnprocessableEntity, echo);
        host.Api.Get("/api/delivery/accounts/1", $$"""{"resources": [{"id": 1, "password": "{{Password}}", "api_token": "{{FakeApi.Token}}"}]}""");
        host.Api.Get(ApiRoute.Path("Permissions_List"), "{}");
        var view = host.Client.With(call => call.Headers["X-Second-Key"] = Password);

        await Assert.CatchAsync(() => host.Client.Domains.CreateAsync(new("example.com", Password)));
        await host.Client.Delivery.Accounts.GetAsync(1);
        await Assert.CatchAsync(() => view.Permissions.ListAsync());

        var told = host.Log.Entries.Select(entry => entry.Everything)
            .Concat(metrics.All)
            .Concat(activities.Ended.SelectMany(activity => activity.TagObjects.Select(tag => $"{tag}")))
            .Concat(activities.Ended.Select(activity => activity.DisplayName + activity.StatusDescription))
            .ToList();
        Assert.That(told, Has.Some.Contains("Domains_Create"));
        Assert.That(told, Has.None.Contains(FakeApi.Token).And.None.Contains(Password));
        host.Api.Verify();
    }

    [TestCase("401")]
    [TestCase("422")]
    [TestCase("503")]
    [TestCase("200")]
    public async Task No_text_of_an_exception_contains_a_secret(string status)
    {
        var echo = $$"""{"message": "{{FakeApi.Token}} {{Password}}", "token": "{{FakeApi.Token}}", """;
        Api.Post("/api/domains", (HttpStatusCode)int.Parse(status, null), echo);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.CreateAsync(new("example.com", Password)));

        var texts = typeof(QboxmailApiException).GetProperties().Select(property => $"{property.GetValue(exception)}").Append(exception!.ToString());
        Assert.That(texts, Has.None.Contains(FakeApi.Token).And.None.Contains(Password));
    }

    [Test]
    public async Task The_message_of_a_lost_connection_contains_no_secret()
    {
        Api.Fail(HttpMethod.Post, "/api/domains", new HttpRequestException($"Lost {FakeApi.Token} {Password}."));

        var exception = await Assert.ThrowsAsync<QboxmailTransportException>(
            () => Client.Domains.CreateAsync(new("example.com", Password)));

        Assert.That(exception!.Message, Does.StartWith("Domains_Create failed: the connection was lost. Lost *** ***."));
    }

    [Test]
    public async Task The_cause_of_a_lost_connection_is_replaced_when_it_contains_a_secret()
    {
        Api.Fail(HttpMethod.Post, "/api/domains", new HttpRequestException("Lost.", new IOException($"Invalid status line: {Password}")));

        var exception = await Assert.ThrowsAsync<QboxmailTransportException>(() =>
            Client.Domains.CreateAsync(new("example.com", Password)));

        Assert.That(exception!.ToString(), Does.Not.Contain(Password));
        Assert.That(exception.InnerException!.Message, Is.EqualTo("HttpRequestException: Lost."));
    }

    // .NET quotes the address of a proxy that rejects the connection, with its user and password.
    [Test]
    public async Task The_password_of_a_proxy_is_not_shown()
    {
        Api.Fail(HttpMethod.Post, "/api/domains", new HttpRequestException("The proxy 'http://user:Proxy%40word@10.0.0.1:3128/' failed."));

        var exception = await Assert.ThrowsAsync<QboxmailTransportException>(() =>
            Client.Domains.CreateAsync(new("example.com", Password)));

        Assert.That(exception!.Message, Does.Contain("The proxy 'http://***@10.0.0.1:3128/' failed."));
        Assert.That(exception.ToString(), Does.Not.Contain("user:").And.Not.Contain("Proxy%40word"));
    }

    [Test]
    public async Task The_cause_of_a_lost_connection_without_a_secret_is_kept()
    {
        var cause = new HttpRequestException("Lost.", new IOException("Closed."));
        Api.Fail(HttpMethod.Post, "/api/domains", cause);

        var exception = await Assert.ThrowsAsync<QboxmailTransportException>(() =>
            Client.Domains.CreateAsync(new("example.com", Password)));

        Assert.That(exception!.InnerException, Is.SameAs(cause));
    }

    // The reader of JSON quotes the path and the number at which it fails.
    [TestCase("""{"test-token-0123456789": x}""", 27)]
    [TestCase("""{"resources": [{"password": 12345.678.9}]}""", 29)]
    public async Task Invalid_JSON_is_reported_by_its_position(string body, int position)
    {
        Api.Get("/api/domains/D1", body);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.GetAsync("D1"));

        Assert.That(exception!.ToString(), Does.Not.Contain(FakeApi.Token).And.Not.Contain("12345"));
        Assert.That(exception.InnerException!.Message, Is.EqualTo($"The JSON is invalid at byte {position}."));
    }

    [Test]
    public async Task A_secret_in_a_content_type_is_masked()
    {
        Api.Expect(HttpMethod.Get, "/api/domains/D1", _ =>
        {
            var response = FakeApi.Response(HttpStatusCode.OK, "hello");
            response.Content.Headers.ContentType = new($"text/{FakeApi.Token}");
            return response;
        });

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.GetAsync("D1"));

        Assert.That(exception!.Message, Does.Match(@"the response is not valid JSON \((text/\*\*\*|no content type), 5 bytes\)\.$"));
    }

    [TestCase("Location", "/api/test-token-0123456789")]
    [TestCase("X-Echo", "test-token-0123456789")]
    public async Task A_response_header_that_echoes_the_token_is_not_logged(string name, string value)
    {
        using var host = new FakeHost();
        host.Api.Expect(
            HttpMethod.Get, ApiRoute.Path("Permissions_List"), HttpStatusCode.OK,
            """{"resources": []}""", (name, value), ("X-Other", "kept"));
        QboxmailResponse? response = null;

        await host.Client.With(call => call.OnResponse = received => response = received).Permissions.ListAsync();

        Assert.That(host.Log.Entries.Select(entry => entry.Everything), Has.None.Contains(FakeApi.Token));
        Assert.That(response!.Headers[name], Is.EqualTo([value]));
        Assert.That(response.Headers["X-Other"], Is.EqualTo(["kept"]));
    }

    [Test]
    public async Task Every_token_of_a_retried_call_is_masked()
    {
        var asked = 0;
        using var client = Api.CreateClient(options => options.ApiTokenProvider = _ => new($"provided-{++asked}"));
        Api.Time.AutoAdvanceDelays = true;
        Api.Get(ApiRoute.Path("Permissions_List"), HttpStatusCode.ServiceUnavailable);
        Api.Get(ApiRoute.Path("Permissions_List"), HttpStatusCode.Unauthorized, """{"message": "provided-1 provided-2"}""");

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => client.Permissions.ListAsync());

        Assert.That(exception!.ResponseBody, Is.EqualTo("""{"message":"*** ***"}"""));
    }

    [Test]
    public void No_object_prints_a_secret()
    {
        using var client = new QboxmailClient(FakeApi.Token);
        QboxmailCallOptions? call = null;
        client.With(options => call = options);

        var texts = new object[]
        {
            client, call!, client.Domains,
            new QboxmailClientOptions { ApiToken = FakeApi.Token },
            new CreateDomainRequest("example.com", Password),
            new DeliveryAccount { Password = Password },
        }.Select(item => $"{item}");

        Assert.That(texts, Has.None.Contains(FakeApi.Token).And.None.Contains(Password));
    }

    [Test]
    public void A_debugger_hides_every_property_that_contains_a_secret()
    {
        // A preview is too little to use it.
        string[] harmless = [nameof(DeliveryApiToken.TokenPreview)];

        var shown = typeof(QboxmailClient).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(property => property.PropertyType == typeof(string) && SecretNames.IsSecret(property.Name) && !harmless.Contains(property.Name))
            .Where(property => property.GetCustomAttribute<DebuggerBrowsableAttribute>()?.State != DebuggerBrowsableState.Never)
            .Select(property => $"{property.DeclaringType!.Name}.{property.Name}");

        Assert.That(shown, Is.Empty);
    }

    [Test]
    public async Task A_handler_of_the_host_does_not_see_the_token()
    {
        var watching = new Watching();
        var services = new ServiceCollection();
        services
            .AddQboxmail(options =>
            {
                options.ApiToken = FakeApi.Token;
                options.BaseAddress = FakeApi.Address;
            })
            .ConfigurePrimaryHttpMessageHandler(() => Api.Handler)
            .AddHttpMessageHandler(() => watching);
        using var provider = services.BuildServiceProvider();
        Api.Get(ApiRoute.Path("Permissions_List"), """{"resources": []}""");

        await provider.GetRequiredService<QboxmailClient>().Permissions.ListAsync();

        Assert.That(watching.Seen, Is.EqualTo(["Accept", "User-Agent", "Accept", "User-Agent"]));
        Assert.That(Api.Requests[0].Message.Headers.GetValues("X-Api-Token"), Is.EqualTo([FakeApi.Token]));
    }

    [Test]
    public async Task The_body_of_a_response_is_not_logged()
    {
        using var host = new FakeHost();
        host.Api.Get("/api/domains/D1", """{"resources": [{"code": "D1", "name": "very-own.example.org"}]}""");

        await host.Services.GetRequiredService<QboxmailClient>().Domains.GetAsync("D1");

        Assert.That(host.Log.Entries.Select(entry => entry.Everything), Has.None.Contains("very-own"));
    }

    private sealed class Watching : DelegatingHandler
    {
        public List<string> Seen { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Seen.AddRange(request.Headers.Select(header => header.Key));
            var response = await base.SendAsync(request, cancellationToken);
            Seen.AddRange(request.Headers.Select(header => header.Key));
            return response;
        }
    }
}
