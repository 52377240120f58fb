using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Qboxmail.Emulator.Tests;

/// <summary>A web server that webhooks are posted to.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<JsonNode> _bodies = Channel.CreateUnbounded<JsonNode>();

    private Receiver(WebApplication app) => _app = app;

    public string Url => $"{_app.Urls.First()}/hooks";

    /// <param name="respond">The action for each request, after its body was read.</param>
    public static async Task<Receiver> StartAsync(Func<HttpContext, Task>? respond = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var receiver = new Receiver(app);

        app.MapPost("/hooks", async context =>
        {
            receiver._bodies.Writer.TryWrite((await JsonNode.ParseAsync(context.Request.Body))!);
            await (respond?.Invoke(context) ?? Task.CompletedTask);
        });
        await app.StartAsync();
        return receiver;
    }

    public async Task<JsonNode> NextAsync() => await _bodies.Reader.ReadAsync();

    public bool HasMore => _bodies.Reader.TryPeek(out _);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
