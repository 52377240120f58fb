using Qboxmail.Json;
using Qboxmail.Redaction;

namespace Qboxmail.Http;

/// <summary>The response to the last attempt of a call.</summary>
/// <param name="call">The call.</param>
/// <param name="response">The HTTP response.</param>
/// <param name="telemetry">The telemetry that receives differences from the OpenAPI document.</param>
internal sealed class ApiResponse(CallContext call, HttpResponseMessage response, Telemetry telemetry) : IReadObserver
{
    // All field names of the API are shorter.
    private const int MaxNameLength = 64;

    private ErrorBody? _error;
    private SecretRedactor? _redactor;

    public CallContext Call { get; } = call;

    public HttpResponseMessage Response { get; } = response;

    public HttpStatusCode Status => Response.StatusCode;

    public ResponseBody Body => Call.Body;

    public SecretRedactor Redactor => _redactor ??= new(Call.Secrets);

    public ErrorBody Error => _error ??= ErrorBody.Read(Body, Redactor);

    /// <summary>
    /// Gets a value indicating whether the API itself reports that the resource does not exist. A 404 from a proxy has an HTML or plain-text body; a
    /// truncated body may be the start of one.
    /// </summary>
    public bool IsNotFound => Status is HttpStatusCode.NotFound or HttpStatusCode.Gone
        && (Body.IsUndecodable ? Body.IsJsonType : Body.Kind == BodyKind.Empty ? !Body.IsTruncated : Error.IsObject);

    /// <summary>Gets a value indicating whether a wrong inferred method or path may have caused the response.</summary>
    public bool IsUnknownRoute => Call.IsRouteGuess && Status is (HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed);

    /// <summary>Gets a value indicating whether the response to a write lists errors. Some APIs reject requests with a 2xx status code.</summary>
    public bool ListsErrors => Call.Operation.IsWrite && !Call.Request.IsRaw && Body.MayListErrors && Error.HasErrors;

    public TimeSpan? RetryAfter => Http.RetryAfter.Of(Response, Call.Time);

    /// <summary>Reads the body as JSON. Throws the exception for the call if the body cannot be read.</summary>
    public T Read<T>(ReadValue<T> read)
    {
        if (Body.IsUndecodable)
        {
            throw ApiErrors.RejectedResponse(this, ApiErrors.WronglyCompressed);
        }

        switch (Body.Kind)
        {
            case BodyKind.Empty: throw ApiErrors.UnexpectedResponse(this, "the response has no body");
            case BodyKind.Html: throw ApiErrors.UnexpectedResponse(this, "the response is an HTML page");
        }

        try
        {
            return JsonResponseReader.Read(Body.Utf8, read, this);
        }
        catch (InvalidJsonException exception)
        {
            var problem = exception.Problem == InvalidJsonException.NotJson ? $"{exception.Problem} ({Body.Description})" : exception.Problem;
            throw ApiErrors.UnexpectedResponse(this, problem, exception);
        }
    }

    /// <summary>Reports the name of a field to logs and metrics. A name that may contain a secret is masked.</summary>
    void IReadObserver.Report(Drift kind, string model, string field)
    {
        var isName = field.Length <= MaxNameLength
            && field.All(character => char.IsLetterOrDigit(character) || character is '_' or '-' or '.')
            && Redactor.Redact(field) == field;
        telemetry.Report(kind, model, isName ? field : SecretRedactor.Mask);
    }

    /// <summary>Throws if the call was canceled or its deadline has passed, because parsing a large body takes time.</summary>
    void IReadObserver.Checkpoint()
    {
        Call.ThrowIfCanceled();

        if (Call.Remaining <= TimeSpan.Zero)
        {
            throw ApiErrors.DeadlinePassed(Call);
        }
    }
}
