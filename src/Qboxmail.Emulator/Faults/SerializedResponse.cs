using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Faults;

/// <summary>A serialized response. If the content type is <see langword="null"/>, the response has no body.</summary>
internal sealed record SerializedResponse(int Status, string? ContentType, byte[] Content, string? FileName = null)
{
    public const string Json = "application/json; charset=utf-8";

    public static SerializedResponse Of(EmulatorResponse response) => response switch
    {
        { Body: { } body } => new(response.Status, Json, Encoding.UTF8.GetBytes(body.ToJsonString())),
        { File: { } file } => new(response.Status, file.ContentType, file.Content, file.Name),
        _ => new(response.Status, null, []),
    };

    public void WriteHeaders(HttpResponse response)
    {
        response.StatusCode = Status;
        response.ContentType = ContentType;

        if (ContentType is not null)
        {
            response.ContentLength = Content.Length;
        }

        if (FileName is not null)
        {
            response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = FileName }.ToString();
        }
    }

    public async Task WriteAsync(HttpContext context)
    {
        WriteHeaders(context.Response);

        if (ContentType is not null)
        {
            await context.Response.Body.WriteAsync(Content, context.RequestAborted).ConfigureAwait(false);
        }
    }
}
