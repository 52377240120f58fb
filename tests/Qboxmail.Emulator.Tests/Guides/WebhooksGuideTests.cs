using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace Qboxmail.Emulator.Tests;

public class WebhooksGuideTests : GuideFixture
{
    private const string Secret = "6f1ed002ab5595859014ebf0951522d9";

    private readonly Channel<WebhookEvent> _events = Channel.CreateUnbounded<WebhookEvent>();
    private WebApplication _app = null!;

    private Uri Address => new(_app.Urls.First());

    [SetUp]
    public async Task StartEndpointAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var events = _events;
        var secret = Encoding.UTF8.GetBytes(Secret);

        // example
        app.MapPost("/hooks/{key}", async (string key, HttpRequest request, CancellationToken cancellationToken) =>
        {
            if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), secret))
            {
                return Results.NotFound();
            }

            try
            {
                events.Writer.TryWrite(await WebhookEvent.ParseAsync(request.Body, cancellationToken));
                return Results.NoContent();
            }
            catch (FormatException)
            {
                return Results.BadRequest();
            }
        }).WithMetadata(new RequestSizeLimitAttribute(16 * 1024));
        // end

        _app = app;
        await app.StartAsync();
    }

    [TearDown]
    public async Task StopEndpointAsync() => await _app.DisposeAsync();

    [Test]
    public async Task The_emulator_posts_to_the_endpoint()
    {
        var qboxmail = Api.Client;
        var domainCode = await Api.CreateActiveDomainAsync();
        await Api.CreateMailboxAsync(domainCode);
        var hook = new Uri(Address, $"hooks/{Secret}").AbsoluteUri;

        // example
        await qboxmail.Users.UpdateNotificationsAsync(new UpdateNotificationsRequest
        {
            NotificationUrl = hook,
            EmailOverquotaCallback = true,
            DomainCreateCallback = true,
        });
        // end

        Api.Emulator.FillMailbox("mario.rossi@example.com", 8_500_000_000);
        await Api.Emulator.WaitForWebhooksAsync();
        _events.Writer.Complete();
        var events = _events;

        // example
        await foreach (var webhook in events.Reader.ReadAllAsync())
        {
            if (webhook is EmailOverquotaEvent { DomainName: { } domainName, Payload.EmailAddress: { } address })
            {
                var domain = await qboxmail.Domains.ListAsync(new DomainsListQuery { Query = domainName })
                    .FirstOrDefaultAsync(domain => domain.Name == domainName);
                Console.WriteLine(domain is null ? $"{domainName} is not ours" : $"{address} of {domain.Code} is almost full");
            }
        }
        // end

        Assert.That(Api.Emulator.Webhooks.Select(webhook => webhook.Status), Is.EqualTo([204]));
        Assert.That(Output, Is.EqualTo([$"mario.rossi@example.com of {domainCode} is almost full"]));
    }

    [TestCase("wrong", "{}", HttpStatusCode.NotFound)]
    [TestCase(Secret, "not JSON", HttpStatusCode.BadRequest)]
    [TestCase(Secret, """{"action_type": "unheard_of"}""", HttpStatusCode.NoContent)]
    public async Task The_webhook_endpoint_rejects_posts_without_the_secret_or_an_event(string key, string body, HttpStatusCode expected) =>
        Assert.That(await PostAsync(key, body), Is.EqualTo(expected));

    [Test]
    public async Task The_webhook_endpoint_rejects_large_posts() =>
        Assert.That(await PostAsync(Secret, new string(' ', 20_000)), Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));

    private async Task<HttpStatusCode> PostAsync(string key, string body)
    {
        using var http = EmulatorHarness.CreateHttpClient(Address);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri($"hooks/{key}", UriKind.Relative), content);
        return response.StatusCode;
    }
}
