using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Hosting;

/// <summary>A request body, which is read completely before the request is processed.</summary>
internal sealed class ReceivedBody
{
    /// <summary>The size in bytes above which Kestrel stops reading a body.</summary>
    public const int MaxSizeTaken = 10 * MaxSize;

    private const int MaxSize = 10 * 1024 * 1024;

    private static readonly ReceivedBody None = new([], 0, null);

    private readonly byte[] _content;
    private readonly EmulatorResponse? _error;

    private ReceivedBody(byte[] content, long size, EmulatorResponse? error) => (_content, Size, _error) = (content, size, error);

    /// <summary>Gets the content, which is empty if the body is larger than 10 MB.</summary>
    public ReadOnlySpan<byte> Content => _content;

    public long Size { get; }

    public static async Task<ReceivedBody> ReceiveAsync(HttpRequest request)
    {
        if (request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == false)
        {
            return None;
        }

        using var content = new MemoryStream();
        var buffer = new byte[16384];
        long size = 0;

        try
        {
            // An oversized body is read to its end. Otherwise, a client that is still sending gets a connection error instead of the response.
            while (await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted).ConfigureAwait(false) is > 0 and var count)
            {
                size += count;

                if (size <= MaxSize)
                {
                    content.Write(buffer, 0, count);
                }
            }
        }
        catch (BadHttpRequestException exception)
        {
            return new([], size, exception.StatusCode == 413 ? TooLarge() : EmulatorResponse.Error(exception.StatusCode, exception.Message));
        }

        return size <= MaxSize ? new(content.ToArray(), size, null) : new([], size, TooLarge());
    }

    /// <summary>Parses the body and validates it against a schema.</summary>
    /// <exception cref="ApiErrorException">The body is too large, is not a JSON object or does not match the schema.</exception>
    public JsonObject Read(Schema schema)
    {
        var body = Read();
        var errors = SchemaCheck.Errors(schema, body).ToList();
        return errors.Count == 0 ? body : throw ApiErrorException.Invalid(errors);
    }

    /// <summary>Parses the body as a JSON object.</summary>
    /// <exception cref="ApiErrorException">The body is too large or is not a JSON object.</exception>
    public JsonObject Read()
    {
        if (_error is not null)
        {
            throw new ApiErrorException(_error);
        }

        try
        {
            return StrictJson.Parse(_content) as JsonObject
                ?? throw new ApiErrorException(EmulatorResponse.Error(422, "The body must be a JSON object"));
        }
        catch (JsonException)
        {
            throw new ApiErrorException(EmulatorResponse.Error(422, "The body is not valid JSON"));
        }
    }

    private static EmulatorResponse TooLarge() => EmulatorResponse.Error(413, "The body is larger than 10 MB");
}
