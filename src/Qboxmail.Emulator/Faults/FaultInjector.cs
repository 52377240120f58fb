using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Qboxmail.Emulator.Operations;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.Serving;

namespace Qboxmail.Emulator.Faults;

/// <summary>Serves a request that a fault befalls.</summary>
internal sealed class FaultInjector(EmulatorFault fault, Operation operation, TimeProvider time)
{
    private const int Drops = 10;

    private const string Page = "<!DOCTYPE html><html><head><title>Maintenance</title></head><body><h1>We will be back soon</h1></body></html>";

    /// <param name="context">The request.</param>
    /// <param name="work">Does what the request asks for, and says what to answer.</param>
    public async Task ServeAsync(HttpContext context, Func<Task<Answer>> work)
    {
        if (fault.Kind == EmulatorFaultKind.RateLimit)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(fault.Delay.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            await Reply.Of(Answer.Error(429, "Too many requests")).WriteAsync(context).ConfigureAwait(false);
        }
        else if (fault.ComesBeforeWork)
        {
            await InsteadOfAnswerAsync(context, fault.AfterWork ? await work().ConfigureAwait(false) : null, work).ConfigureAwait(false);
        }
        else
        {
            await WithAnswerAsync(context, ResponseCorruptor.Apply(fault.Kind, operation, await work().ConfigureAwait(false))).ConfigureAwait(false);
        }
    }

    /// <param name="context">The request.</param>
    /// <param name="done">What would be answered when the work is done already.</param>
    /// <param name="work">Does it.</param>
    private async Task InsteadOfAnswerAsync(HttpContext context, Answer? done, Func<Task<Answer>> work)
    {
        switch (fault.Kind)
        {
            case EmulatorFaultKind.ServerError:
                await Reply.Of(Answer.Error(fault.Status ?? 500, "The emulator was told to fail")).WriteAsync(context).ConfigureAwait(false);
                break;
            case EmulatorFaultKind.HtmlPage:
                await new Reply(fault.Status ?? 200, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(Page)).WriteAsync(context).ConfigureAwait(false);
                break;
            case EmulatorFaultKind.Delay:
                await PauseAsync(context).ConfigureAwait(false);
                await Reply.Of(done ?? await work().ConfigureAwait(false)).WriteAsync(context).ConfigureAwait(false);
                break;
            default:
                context.Abort();
                break;
        }
    }

    private async Task WithAnswerAsync(HttpContext context, Answer answer)
    {
        var reply = Reply.Of(answer);

        switch (fault.Kind)
        {
            case EmulatorFaultKind.CutBody when reply.Content.Length > 0:
                reply.WriteHeaders(context.Response);
                // The server closes the connection, since less came than was promised. Aborting it could overtake the half.
                await WritePieceAsync(context, reply, 0, reply.Content.Length / 2).ConfigureAwait(false);
                break;
            case EmulatorFaultKind.SlowBody when reply.Content.Length > 0:
                await DripAsync(context, reply).ConfigureAwait(false);
                break;
            case EmulatorFaultKind.HalfJson when answer.Body is not null:
                await (reply with { Content = reply.Content[..(reply.Content.Length / 2)] }).WriteAsync(context).ConfigureAwait(false);
                break;
            case EmulatorFaultKind.WrongContentType when reply.ContentType is not null:
                await (reply with { ContentType = "text/plain" }).WriteAsync(context).ConfigureAwait(false);
                break;
            case EmulatorFaultKind.EmptyBody:
                await new Reply(reply.Status, null, []).WriteAsync(context).ConfigureAwait(false);
                break;
            default:
                await reply.WriteAsync(context).ConfigureAwait(false);
                break;
        }
    }

    private async Task DripAsync(HttpContext context, Reply reply)
    {
        reply.WriteHeaders(context.Response);
        await context.Response.StartAsync(context.RequestAborted).ConfigureAwait(false);

        for (var drop = 0; drop < Drops; drop++)
        {
            await PauseAsync(context).ConfigureAwait(false);
            var start = reply.Content.Length * drop / Drops;
            await WritePieceAsync(context, reply, start, (reply.Content.Length * (drop + 1) / Drops) - start).ConfigureAwait(false);
        }
    }

    // By the emulator's clock, so that a test need not wait.
    private Task PauseAsync(HttpContext context) => Task.Delay(fault.Delay, time, context.RequestAborted);

    private static async Task WritePieceAsync(HttpContext context, Reply reply, int start, int length)
    {
        await context.Response.Body.WriteAsync(reply.Content.AsMemory(start, length), context.RequestAborted).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }
}
