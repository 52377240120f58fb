using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Faults;

/// <summary>Serves a request with a fault.</summary>
internal sealed class FaultInjector(EmulatorFault fault, Operation operation, TimeProvider time)
{
    private const int Chunks = 10;

    private const string CookieName = "emulator_session";

    private const string Page = "<!DOCTYPE html><html><head><title>Maintenance</title></head><body><h1>We will be back soon</h1></body></html>";

    /// <param name="context">The request.</param>
    /// <param name="work">Processes the request and returns the response.</param>
    public async Task ServeAsync(HttpContext context, Func<Task<EmulatorResponse>> work)
    {
        if (fault.Kind == EmulatorFaultKind.RateLimit)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(fault.Delay.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            await SerializedResponse.Of(EmulatorResponse.Error(429, "Too many requests")).WriteAsync(context).ConfigureAwait(false);
        }
        else if (fault.Kind == EmulatorFaultKind.SetCookie && context.Request.Cookies.ContainsKey(CookieName))
        {
            await SerializedResponse.Of(EmulatorResponse.Error(400, "The request contains a cookie")).WriteAsync(context).ConfigureAwait(false);
        }
        else if (fault.ComesBeforeWork)
        {
            await ReplaceResponseAsync(context, fault.AfterWork ? await work().ConfigureAwait(false) : null, work).ConfigureAwait(false);
        }
        else
        {
            var response = await work().ConfigureAwait(false);
            await DamageResponseAsync(context, ResponseCorruptor.Apply(fault.Kind, operation, response)).ConfigureAwait(false);
        }
    }

    /// <param name="context">The request.</param>
    /// <param name="done">The response if the request is already processed.</param>
    /// <param name="work">Processes the request.</param>
    private async Task ReplaceResponseAsync(HttpContext context, EmulatorResponse? done, Func<Task<EmulatorResponse>> work)
    {
        switch (fault.Kind)
        {
            case EmulatorFaultKind.ServerError:
                var error = EmulatorResponse.Error(fault.Status ?? 500, "A fault of the emulator");
                await SerializedResponse.Of(error).WriteAsync(context).ConfigureAwait(false);
                break;
            case EmulatorFaultKind.HtmlPage:
                var page = new SerializedResponse(fault.Status ?? 200, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(Page));
                await page.WriteAsync(context).ConfigureAwait(false);
                break;
            case EmulatorFaultKind.Delay:
                await PauseAsync(context).ConfigureAwait(false);
                await SerializedResponse.Of(done ?? await work().ConfigureAwait(false)).WriteAsync(context).ConfigureAwait(false);
                break;
            default:
                context.Abort();
                break;
        }
    }

    private async Task DamageResponseAsync(HttpContext context, EmulatorResponse response)
    {
        var serialized = SerializedResponse.Of(response);

        switch (fault.Kind)
        {
            case EmulatorFaultKind.CutBody when serialized.Content.Length > 0:
                serialized.WriteHeaders(context.Response);
                // The server closes the connection of an incomplete body. An abort could discard the half that was sent.
                await WritePieceAsync(context, serialized, 0, serialized.Content.Length / 2).ConfigureAwait(false);
                break;
            case EmulatorFaultKind.SlowBody when serialized.Content.Length > 0:
                await WriteChunksAsync(context, serialized).ConfigureAwait(false);
                break;
            case EmulatorFaultKind.HalfJson when response.Body is not null:
                await (serialized with { Content = serialized.Content[..(serialized.Content.Length / 2)] }).WriteAsync(context).ConfigureAwait(false);
                break;
            case EmulatorFaultKind.WrongContentType when serialized.ContentType is not null:
                await (serialized with { ContentType = "text/plain" }).WriteAsync(context).ConfigureAwait(false);
                break;
            case EmulatorFaultKind.WrongContentEncoding when serialized.ContentType is not null:
                context.Response.Headers.ContentEncoding = "gzip";
                await serialized.WriteAsync(context).ConfigureAwait(false);
                break;
            case EmulatorFaultKind.SetCookie:
                context.Response.Cookies.Append(CookieName, "1", new CookieOptions { HttpOnly = true });
                await serialized.WriteAsync(context).ConfigureAwait(false);
                break;
            case EmulatorFaultKind.EmptyBody:
                await new SerializedResponse(serialized.Status, null, []).WriteAsync(context).ConfigureAwait(false);
                break;
            default:
                await serialized.WriteAsync(context).ConfigureAwait(false);
                break;
        }
    }

    private async Task WriteChunksAsync(HttpContext context, SerializedResponse serialized)
    {
        serialized.WriteHeaders(context.Response);
        await context.Response.StartAsync(context.RequestAborted).ConfigureAwait(false);

        for (var chunk = 0; chunk < Chunks; chunk++)
        {
            await PauseAsync(context).ConfigureAwait(false);
            var start = serialized.Content.Length * chunk / Chunks;
            await WritePieceAsync(context, serialized, start, (serialized.Content.Length * (chunk + 1) / Chunks) - start).ConfigureAwait(false);
        }
    }

    // On the emulator's clock, so a test with a fake clock does not wait.
    private Task PauseAsync(HttpContext context) => Task.Delay(fault.Delay, time, context.RequestAborted);

    private static async Task WritePieceAsync(HttpContext context, SerializedResponse serialized, int start, int length)
    {
        await context.Response.Body.WriteAsync(serialized.Content.AsMemory(start, length), context.RequestAborted).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }
}
