using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Qboxmail.Emulator.Domain;
using Qboxmail.Emulator.Faults;
using Qboxmail.Emulator.RequestLog;

namespace Qboxmail.Emulator.Hosting;

/// <summary>Maps the endpoints of the live log: server-sent events with request summaries, and the details of one request.</summary>
internal static class RequestEvents
{
    // The limit bounds the memory for a page that has stopped reading. Such a page can load the whole log again.
    private const int MaxQueued = 2000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/_emulator/requests/events", SendAsync);
        routes.MapGet("/_emulator/requests/{number:long}", context => SerializedResponse.Of(Find(context)).WriteAsync(context));
    }

    private static EmulatorResponse Find(HttpContext context) =>
        context.Emulator().Requests.Find().FirstOrDefault(request => $"{request.Number}" == $"{context.Request.RouteValues["number"]}") is { } request
            ? EmulatorResponse.Value(RequestJson.Whole(request))
            : EmulatorResponse.Error(404, "Not found");

    private static async Task SendAsync(HttpContext context)
    {
        var channel = Channel.CreateBounded<JsonObject>(new BoundedChannelOptions(MaxQueued) { FullMode = BoundedChannelFullMode.DropOldest });
        using var listening = context.Emulator().Requests.Listen(request => channel.Writer.TryWrite(RequestJson.Summary(request)));
        context.Response.ContentType = "text/event-stream";

        try
        {
            // A comment of the event stream flushes the headers. Without them, the page would not show a connection before the first event.
            await context.Response.WriteAsync(": requests\n\n", context.RequestAborted).ConfigureAwait(false);

            await foreach (var request in channel.Reader.ReadAllAsync(context.RequestAborted).ConfigureAwait(false))
            {
                await context.Response.WriteAsync($"data: {request.ToJsonString()}\n\n", context.RequestAborted).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The browser closed the connection, or the emulator is stopping.
        }
    }
}
