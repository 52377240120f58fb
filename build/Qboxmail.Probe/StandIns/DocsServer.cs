using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Qboxmail.Probe.Document;

namespace Qboxmail.Probe.StandIns;

/// <summary>A local stand-in for the provider's API reference.</summary>
internal sealed class DocsServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private DocsServer(WebApplication app, Uri address)
    {
        _app = app;
        Address = address;
    }

    /// <summary>Gets the base URL of the pages.</summary>
    public Uri Address { get; }

    /// <summary>Starts a server that has a page for each route, or behaves as specified.</summary>
    public static async Task<DocsServer> StartAsync(IEnumerable<Route> routes, DocsBehavior behavior, CancellationToken cancellationToken)
    {
        var pages = routes.ToDictionary(route => $"/en/api/{route.Slug}/", StringComparer.Ordinal);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(context => RespondAsync(context, pages, behavior));
        await app.StartAsync(cancellationToken);

        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new DocsServer(app, new Uri($"{address}/en/api/"));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static Task RespondAsync(HttpContext context, Dictionary<string, Route> pages, DocsBehavior behavior)
    {
        var path = context.Request.Path.Value!;

        switch (behavior)
        {
            case DocsBehavior.SinglePage:
                return context.Response.WriteAsync(
                    "<!doctype html><title>Reference</title><div id=\"app\"></div><script>load('/api/domains')</script>");
            case DocsBehavior.Navigation:
                return context.Response.WriteAsync(
                    $"<!doctype html><nav>{string.Concat(pages.Values.Select(route => $"<a>{WebUtility.HtmlEncode(route.Path)}</a> "))}</nav>");
            case DocsBehavior.Moved when path != "/":
                context.Response.Redirect("/", permanent: true);
                return Task.CompletedTask;
            case DocsBehavior.Pages when pages.TryGetValue(path, out var route):
                return context.Response.WriteAsync(
                    $"<!doctype html><title>Reference</title><h1>{route.Method}</h1><code>{WebUtility.HtmlEncode(route.Path)}</code>");
            default:
                context.Response.StatusCode = behavior == DocsBehavior.Moved ? 200 : 404;
                return context.Response.WriteAsync("<!doctype html><h1>Reference</h1>");
        }
    }
}
