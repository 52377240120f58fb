using System.Net;
using Newtonsoft.Json;
using Qboxmail.Json;
using Qboxmail.Redaction;

namespace Qboxmail.Http;

/// <summary>The answer that ended a call.</summary>
internal sealed class ApiResponse(CallContext call, HttpResponseMessage response, TimeProvider time, IDrift drift) : IDrift
{
    // Names that are longer, or hold anything else than names do, are not the API's.
    private const int LongestName = 64;

    public CallContext Call { get; } = call;

    public HttpResponseMessage Response { get; } = response;

    public HttpStatusCode Status => Response.StatusCode;

    public byte[] Body => Call.Body;

    /// <summary>Whether it comes from something in between, such as a page to log in: the API has no pages.</summary>
    public bool IsHtml => string.Equals(Response.Content?.Headers.ContentType?.MediaType, "text/html", StringComparison.OrdinalIgnoreCase);

    public TimeSpan? RetryAfter => Http.RetryAfter.Of(Response, time);

    /// <summary>Reads the body; one that cannot be read becomes the exception that says so.</summary>
    public T Read<T>(Func<JsonResponseReader, T> read)
    {
        if (Body.Length == 0)
        {
            throw ApiErrors.UnexpectedResponse(this, "the answer has no body");
        }

        try
        {
            using var json = new JsonResponseReader(Body, this);
            var value = read(json);
            json.End();
            return value;
        }
        catch (JsonException exception)
        {
            var type = Response.Content?.Headers.ContentType?.MediaType ?? "without a content type";
            throw ApiErrors.UnexpectedResponse(this, $"the answer is no JSON that can be read ({type})", WithoutContent(exception));
        }
    }

    /// <summary>Reports a field by its name, unless that tells more than a name may: it ends in logs and metrics.</summary>
    void IDrift.Report(Drift kind, string model, string field)
    {
        var isName = field.Length <= LongestName
            && field.All(character => char.IsLetterOrDigit(character) || character is '_' or '-' or '.')
            && !Call.Secrets.Any(field.Contains);
        drift.Report(kind, model, isName ? field : SecretRedactor.Mask);
    }

    // The reader quotes names and numbers of the answer, which may be secrets.
    private static JsonReaderException WithoutContent(JsonException exception) =>
        new(exception is JsonReaderException { LineNumber: > 0 } at
            ? $"The JSON cannot be read at line {at.LineNumber}, position {at.LinePosition}."
            : "The JSON cannot be read.");
}
