using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Qboxmail.Emulator.Tests;

/// <summary>An endpoint of ASP.NET Core with a secret in its URL and a limit of size receives the events that the emulator posts.</summary>
public class WebhookEndpointTests
{
    private const string Secret = "6f1ed002ab5595859014ebf0951522d9";

    private readonly List<WebhookEvent> _received = [];
    private WebApplication _app = null!;
    private HttpClient _http = null!;

    [SetUp]
    public async Task Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.MapPost("/hooks/{secret}", ReceiveAsync).WithMetadata(new SizeLimit());
        await _app.StartAsync();
        _http = EmulatorHarness.CreateHttpClient(new Uri(_app.Urls.First()));
    }

    [TearDown]
    public async Task Stop()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        _received.Clear();
    }

    [Test]
    public async Task Events_of_the_emulator_arrive()
    {
        var time = EmulatorHarness.CreateClock();
        await using var api = await EmulatorHarness.StartAsync(time);
        await api.Client.Users.UpdateNotificationsAsync(new UpdateNotificationsRequest
        {
            NotificationUrl = $"{_http.BaseAddress}hooks/{Secret}",
            DomainCreateCallback = true,
        });

        await CreateActiveDomainAsync(api, time);
        await api.Emulator.WaitForWebhooksAsync();

        Assert.That(api.Emulator.Webhooks.Select(webhook => webhook.Status), Is.EqualTo([204]));
        Assert.That(_received.Single(), Is.TypeOf<DomainCreateEvent>());
        Assert.That(_received[0].ActionType, Is.EqualTo(WebhookActionType.DomainCreate));
        Assert.That(_received[0].AdditionalProperties["domain_name"], Is.EqualTo("example.com"));
    }

    [TestCase("wrong", "{}", HttpStatusCode.NotFound)]
    [TestCase(Secret, "not JSON", HttpStatusCode.BadRequest)]
    [TestCase(Secret, """{"action_type": "unheard_of"}""", HttpStatusCode.NoContent)]
    public async Task A_webhook_endpoint_accepts_only_events_with_its_secret(string secret, string body, HttpStatusCode expected)
    {
        using var response = await PostAsync(secret, body);

        Assert.That(response.StatusCode, Is.EqualTo(expected));
    }

    [Test]
    public async Task A_webhook_endpoint_rejects_a_body_that_is_too_large()
    {
        using var response = await PostAsync(Secret, new string(' ', 100_000));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        Assert.That(_received, Is.Empty);
    }

    private async Task<IResult> ReceiveAsync(string secret, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(Secret)))
        {
            return Results.NotFound();
        }

        try
        {
            _received.Add(await WebhookEvent.ParseAsync(request.Body, cancellationToken));
            return Results.NoContent();
        }
        catch (FormatException)
        {
            return Results.BadRequest();
        }
    }

    private async Task<HttpResponseMessage> PostAsync(string secret, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await _http.PostAsync($"hooks/{secret}", content);
    }

    private static async Task CreateActiveDomainAsync(EmulatorHarness api, FakeTimeProvider time)
    {
        var created = await api.Client.Domains.CreateAsync(new CreateDomainRequest("example.com", "Postmaster-1"));
        await api.Client.Domains.VerifyDnsOwnershipAsync(created.ResourceCode);
        time.Advance(TimeSpan.FromMinutes(1));
        time.Advance(TimeSpan.FromMinutes(1));
    }

    private sealed class SizeLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => 16 * 1024;
    }
}
