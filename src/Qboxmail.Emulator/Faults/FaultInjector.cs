using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Faults;

/// <summary>Serves a request with faults. After the delays, one fault replaces the response, or several faults change it in order.</summary>
internal sealed class FaultInjector(IReadOnlyList<EmulatorFault> faults, Operation operation, TimeProvider time)
{
    private const int Chunks = 10;

    private const string CookieName = "emulator_session";

    private const string Page = "<!DOCTYPE html><html><head><title>Maintenance</title></head><body><h1>We will be back soon</h1></body></html>";

    /// <summary>Processes a request, and writes the response that the faults produce.</summary>
    /// <param name="context">The HTTP context of the request.</param>
    /// <param name="work">The function that processes the request and returns the response.</param>
    public async Task ServeAsync(HttpContext context, Func<Task<EmulatorResponse>> work)
    {
        var replacing = faults.FirstOrDefault(fault => fault.ReplacesResponse);
        await PauseAsync(context, afterWork: false).ConfigureAwait(false);

        if (Find(EmulatorFaultKind.SetCookie) is not null && context.Request.Cookies.ContainsKey(CookieName))
        {
            await SerializedResponse.Of(EmulatorResponse.Error(400, "The request contains a cookie")).WriteAsync(context).ConfigureAwait(false);
            return;
        }

        var response = replacing is { AfterWork: false } ? EmulatorResponse.Empty : await work().ConfigureAwait(false);
        await PauseAsync(context, afterWork: true).ConfigureAwait(false);

        if (replacing is null)
        {
            await ChangeResponseAsync(context, response).ConfigureAwait(false);
        }
        else
        {
            await ReplaceResponseAsync(context, replacing).ConfigureAwait(false);
        }
    }

    private EmulatorFault? Find(EmulatorFaultKind kind) => faults.FirstOrDefault(fault => fault.Kind == kind);

    private async Task PauseAsync(HttpContext context, bool afterWork)
    {
        foreach (var fault in faults.Where(fault => fault.Kind == EmulatorFaultKind.Delay && fault.AfterWork == afterWork))
        {
            await PauseAsync(context, fault).ConfigureAwait(false);
        }
    }

    private static async Task ReplaceResponseAsync(HttpContext context, EmulatorFault fault)
    {
        switch (fault.Kind)
        {
            case EmulatorFaultKind.RateLimit:
                context.Response.Headers.RetryAfter = Math.Ceiling(fault.Delay.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                await SerializedResponse.Of(EmulatorResponse.Error(429, "Too many requests")).WriteAsync(context).ConfigureAwait(false);
                break;
            case EmulatorFaultKind.ServerError:
                var error = EmulatorResponse.Error(fault.Status ?? 500, "The emulator injected this error");
                await SerializedResponse.Of(error).WriteAsync(context).ConfigureAwait(false);
                break;
            case EmulatorFaultKind.HtmlPage:
                var page = new SerializedResponse(fault.Status ?? 200, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(Page));
                await page.WriteAsync(context).ConfigureAwait(false);
                break;
            default:
                context.Abort();
                break;
        }
    }

    private async Task ChangeResponseAsync(HttpContext context, EmulatorResponse response)
    {
        foreach (var fault in faults)
        {
            response = ResponseCorruptor.Apply(fault.Kind, operation, response);
        }

        var serialized = SerializedResponse.Of(response);

        foreach (var fault in faults)
        {
            serialized = Change(context, fault, serialized);
        }

        if (serialized.Content.Length == 0 || (Find(EmulatorFaultKind.SlowBody) ?? Find(EmulatorFaultKind.CutBody)) is null)
        {
            await serialized.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        // Kestrel closes the connection if the body is incomplete. An abort could discard the part that is already written.
        var length = Find(EmulatorFaultKind.CutBody) is null ? serialized.Content.Length : serialized.Content.Length / 2;
        serialized.WriteHeaders(context.Response);

        if (Find(EmulatorFaultKind.SlowBody) is { } slow)
        {
            await WriteChunksAsync(context, serialized.Content.AsMemory(0, length), slow).ConfigureAwait(false);
        }
        else
        {
            await WritePieceAsync(context, serialized.Content.AsMemory(0, length)).ConfigureAwait(false);
        }
    }

    private static SerializedResponse Change(HttpContext context, EmulatorFault fault, SerializedResponse serialized)
    {
        var isJson = serialized is { FileName: null, Content.Length: > 0 };

        switch (fault.Kind)
        {
            case EmulatorFaultKind.HalfJson when isJson:
                return serialized with { Content = serialized.Content[..(serialized.Content.Length / 2)] };
            case EmulatorFaultKind.WrongContentType when serialized.ContentType is not null:
                return serialized with { ContentType = "text/plain" };
            case EmulatorFaultKind.WrongContentEncoding when serialized.ContentType is not null:
                context.Response.Headers.ContentEncoding = "gzip";
                return serialized;
            case EmulatorFaultKind.SetCookie:
                context.Response.Cookies.Append(CookieName, "1", new CookieOptions { HttpOnly = true });
                return serialized;
            case EmulatorFaultKind.EmptyBody:
                return new SerializedResponse(serialized.Status, null, []);
            default:
                return serialized;
        }
    }

    private async Task WriteChunksAsync(HttpContext context, ReadOnlyMemory<byte> content, EmulatorFault fault)
    {
        await context.Response.StartAsync(context.RequestAborted).ConfigureAwait(false);

        for (var chunk = 0; chunk < Chunks; chunk++)
        {
            await PauseAsync(context, fault).ConfigureAwait(false);
            await WritePieceAsync(context, content[(content.Length * chunk / Chunks)..(content.Length * (chunk + 1) / Chunks)]).ConfigureAwait(false);
        }
    }

    // The delay uses the emulator's clock, so a test with a fake TimeProvider does not wait.
    private Task PauseAsync(HttpContext context, EmulatorFault fault) => Task.Delay(fault.Delay, time, context.RequestAborted);

    private static async Task WritePieceAsync(HttpContext context, ReadOnlyMemory<byte> piece)
    {
        await context.Response.Body.WriteAsync(piece, context.RequestAborted).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }
}
