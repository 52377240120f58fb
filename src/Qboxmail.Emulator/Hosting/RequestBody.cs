using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Hosting;

/// <summary>Reads and validates the body of a request.</summary>
internal static class RequestBody
{
    /// <summary>The size at which the server closes the connection.</summary>
    public const int MaxSizeTaken = 10 * MaxSize;

    private const int MaxSize = 10 * 1024 * 1024;

    /// <exception cref="ApiErrorException">The body is too large, is not a JSON object or does not match the schema.</exception>
    public static async Task<JsonObject> ReadAsync(HttpRequest request, Schema schema)
    {
        var body = await ReadAsync(request).ConfigureAwait(false);
        var errors = SchemaCheck.Errors(schema, body).ToList();
        return errors.Count == 0 ? body : throw ApiErrorException.Invalid(errors);
    }

    /// <exception cref="ApiErrorException">The body is too large or is not a JSON object.</exception>
    public static async Task<JsonObject> ReadAsync(HttpRequest request)
    {
        try
        {
            using var content = await ReceiveAsync(request).ConfigureAwait(false);
            return StrictJson.Parse(content.GetBuffer().AsSpan(0, (int)content.Length)) as JsonObject
                ?? throw new ApiErrorException(EmulatorResponse.Error(422, "The body must be a JSON object"));
        }
        catch (JsonException)
        {
            throw new ApiErrorException(EmulatorResponse.Error(422, "The body is not valid JSON"));
        }
        catch (BadHttpRequestException exception)
        {
            throw exception.StatusCode == 413 ? TooLarge() : new ApiErrorException(EmulatorResponse.Error(exception.StatusCode, exception.Message));
        }
    }

    // Read an oversized body to its end: a caller that is still sending would see a lost connection instead of the response.
    private static async Task<MemoryStream> ReceiveAsync(HttpRequest request)
    {
        var content = new MemoryStream();
        var buffer = new byte[81920];
        long size = 0;

        while (await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted).ConfigureAwait(false) is > 0 and var count)
        {
            size += count;

            if (size <= MaxSize)
            {
                content.Write(buffer, 0, count);
            }
        }

        content.Position = 0;
        return size <= MaxSize ? content : throw TooLarge();
    }

    private static ApiErrorException TooLarge() => new(EmulatorResponse.Error(413, "The body is larger than 10 MB"));
}
