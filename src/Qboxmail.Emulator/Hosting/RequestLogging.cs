using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Qboxmail.Emulator.Hosting;

/// <summary>Logs API requests and requests to unknown paths, but not requests to the web pages and control endpoints.</summary>
internal static class RequestLogging
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!IsLogged(context))
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        var body = await ReceivedBody.ReceiveAsync(context.Request).ConfigureAwait(false);
        var recording = new ResponseRecording(context, context.Emulator(), body);
        context.Features.Set(body);
        context.Features.Set(recording);

        try
        {
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            recording.Complete(context.RequestAborted.IsCancellationRequested ? null : context.Response.StatusCode);
        }
    }

    private static bool IsLogged(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        || (context.GetEndpoint() is not RouteEndpoint && !context.Request.Path.StartsWithSegments("/_emulator", StringComparison.Ordinal));
}
