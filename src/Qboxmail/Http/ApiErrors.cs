using System.Security.Authentication;
using Qboxmail.Redaction;

namespace Qboxmail.Http;

/// <summary>Creates the exceptions for failed calls. It redacts all text from outside the library.</summary>
internal static class ApiErrors
{
    public const string WronglyCompressed = "the response body cannot be decompressed as specified by its Content-Encoding header";

    private const int MaxBodyLength = 16 * 1024;
    private const int MaxMessageLength = 500;

    // The message of the API is not known. Its documentation and control panel use these terms.
    private static readonly Regex BillingProfile = new(
        "billing profile|first order|profilo di fatturazione|primo ordine",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Creates the exception for a response whose status code or list of errors reports a failure.</summary>
    public static QboxmailApiException FromErrorResponse(ApiResponse response)
    {
        var call = response.Call;
        var error = response.Error;
        var reason = Reason(response);
        // A 2xx response that lists errors does not show how much of the request was processed.
        var mayHaveBeenProcessed = call.Operation.IsWrite && (call.MayHaveBeenProcessed || response.Response.IsSuccessStatusCode);
        var message = error.Message is { } words ? $" {OneLine(words)}" : "";
        var fields = error.FieldErrors.Count > 0 ? $" ({OneLine(string.Join(", ", error.FieldErrors))})" : "";
        var sentence = $"{call.Operation.Id} failed: {(int)response.Status}{message}{fields}";
        var stop = sentence[sentence.Length - 1] is '.' or '!' or '?' ? "" : ".";
        var text = sentence + stop + Advice(response, reason) + call.Remark + Check(mayHaveBeenProcessed);

        return new QboxmailApiException(text, response.Status, reason)
        {
            OperationId = call.Operation.Id,
            RequestMayHaveBeenProcessed = mayHaveBeenProcessed,
            FieldErrors = error.FieldErrors,
            ResponseBody = Quote(error),
            RetryAfter = response.RetryAfter,
            IsUnknownRoute = response.IsUnknownRoute,
        };
    }

    /// <summary>Creates the exception for a 2xx response that lacks its required content.</summary>
    /// <param name="response">The response.</param>
    /// <param name="problem">The end of a sentence such as "Domains_Get returned 200, but ...".</param>
    /// <param name="exception">The exception that caused the failure, or <see langword="null"/> if there is none.</param>
    /// <param name="reason">The reason for the failure.</param>
    /// <param name="isPermanent">Whether another attempt would fail in the same way.</param>
    public static QboxmailApiException UnexpectedResponse(
        ApiResponse response,
        string problem,
        Exception? exception = null,
        QboxmailErrorReason reason = QboxmailErrorReason.Unexpected,
        bool isPermanent = false)
    {
        var call = response.Call;
        var text = $"{call.Operation.Id} returned {(int)response.Status}, but {Clean(problem, response.Redactor)}.";

        return new QboxmailApiException(text + Check(call.Operation.IsWrite), response.Status, reason, exception)
        {
            OperationId = call.Operation.Id,
            RequestMayHaveBeenProcessed = call.Operation.IsWrite,
            ResponseBody = Quote(response.Error),
            IsPermanent = isPermanent,
        };
    }

    /// <summary>
    /// Creates the exception for a 2xx response that the library refuses to read. The exception is permanent, so a wait does not poll again.
    /// </summary>
    public static QboxmailApiException RejectedResponse(ApiResponse response, string problem) =>
        UnexpectedResponse(response, problem, isPermanent: true);

    /// <summary>
    /// Creates the exception for a 2xx response without the requested resource. Only for a read does this mean that the resource does not exist.
    /// </summary>
    public static QboxmailApiException ResourceMissing(ApiResponse response) => UnexpectedResponse(
        response,
        "the response contains no resource",
        reason: response.Call.Operation.IsWrite ? QboxmailErrorReason.Unexpected : QboxmailErrorReason.NotFound);

    public static QboxmailTransportException ConnectionFailed(CallContext call, Exception exception)
    {
        var redactor = new SecretRedactor(call.Secrets);
        var mayHaveBeenProcessed = call.Operation.IsWrite && call.MayHaveBeenProcessed;
        var problem = call.NeverReachedServer ? "the API could not be reached" : "the connection was lost";
        var text = $"{call.Operation.Id} failed: {problem}{Attempts(call)}. {Clean(MessageOf(exception), redactor)}{call.Remark}";

        return new QboxmailTransportException(text + Check(mayHaveBeenProcessed), Clean(exception, redactor))
        {
            OperationId = call.Operation.Id,
            RequestMayHaveBeenProcessed = mayHaveBeenProcessed,
        };
    }

    public static QboxmailTimeoutException TimedOut(CallContext call, Exception exception)
    {
        var redactor = new SecretRedactor(call.Secrets);
        var cause = Clean(exception, redactor);

        if (!call.IsOutOfTime)
        {
            return TimedOut(call, call.AttemptTimeout, "received no response", Attempts(call) + ".", call.MayHaveBeenProcessed, cause);
        }

        var last = call.LastFailure is { } failure ? $". The last attempt failed: {Clean(failure, redactor)}." : ".";
        return TimedOut(call, call.Timeout, "did not complete", Attempts(call) + last, call.MayHaveBeenProcessed, cause);
    }

    /// <summary>Creates the exception for a call whose deadline passes while its 2xx response is parsed.</summary>
    public static QboxmailTimeoutException DeadlinePassed(CallContext call) =>
        TimedOut(call, call.Timeout, "did not complete", ": parsing the response took too long.", mayHaveBeenProcessed: true, exception: null);

    private static QboxmailTimeoutException TimedOut(
        CallContext call, TimeSpan timeout, string problem, string end, bool mayHaveBeenProcessed, Exception? exception)
    {
        mayHaveBeenProcessed &= call.Operation.IsWrite;

        return new($"{call.Operation.Id} {problem} within {Seconds(timeout)}{end}{Check(mayHaveBeenProcessed)}", timeout, exception)
        {
            OperationId = call.Operation.Id,
            RequestMayHaveBeenProcessed = mayHaveBeenProcessed,
        };
    }

    private static QboxmailErrorReason Reason(ApiResponse response) => (int)response.Status switch
    {
        401 => QboxmailErrorReason.Unauthorized,
        403 when response.Error.Message is { } message && BillingProfile.IsMatch(message) => QboxmailErrorReason.BillingProfileRequired,
        403 => QboxmailErrorReason.Forbidden,
        404 when response.IsUnknownRoute => QboxmailErrorReason.Unexpected,
        404 or 410 when response.IsNotFound => QboxmailErrorReason.NotFound,
        422 or < 300 => QboxmailErrorReason.ValidationFailed,
        429 => QboxmailErrorReason.RateLimited,
        >= 500 => QboxmailErrorReason.ServerError,
        _ => QboxmailErrorReason.Unexpected,
    };

    private static string Advice(ApiResponse response, QboxmailErrorReason reason) => reason switch
    {
        QboxmailErrorReason.Unauthorized =>
            " The token is invalid or disabled, or belongs to another host: production and sandbox have separate tokens."
            + " Check the token and BaseAddress.",
        QboxmailErrorReason.BillingProfileRequired =>
            " In production, this operation requires a billing profile. To create one, place a first order in the control panel.",
        QboxmailErrorReason.Forbidden =>
            " The user of the token may lack the required permission. A billable operation also requires a billing profile.",
        QboxmailErrorReason.NotFound => " The resource does not exist, or the user of the token has no access to it.",
        QboxmailErrorReason.RateLimited => Wait(response),
        QboxmailErrorReason.ServerError when response.Call.Attempts > 1 =>
            $" All {response.Call.Attempts} attempts failed.{Wait(response)}",
        QboxmailErrorReason.ServerError => Wait(response),
        QboxmailErrorReason.Unexpected when response.IsUnknownRoute => Guess(response.Call.Operation),
        QboxmailErrorReason.Unexpected when (int)response.Status is < 400 and not 304 =>
            " The client does not follow redirects, because it must not send the token to another address. Check BaseAddress.",
        QboxmailErrorReason.Unexpected when (int)response.Status is 404 or 410 =>
            " A proxy or load balancer responded instead of the API. Check BaseAddress and retry.",
        _ => "",
    };

    private static string Wait(ApiResponse response) =>
        response.RetryAfter is { } wait ? $" Retry after {Seconds(wait)}, as requested by the Retry-After header." : "";

    private static string Guess(ApiOperation operation) =>
        $" The method and path of this operation are inferred and may be wrong: {operation.Method} /{operation.Path}."
        + (operation.Candidates.Length == 0 ? "" : $" Other candidates: {operation.Candidates}.")
        + " To check them, run 'dotnet run --project build/Qboxmail.Probe -- routes' in a clone of the Qboxmail for .NET repository.";

    private static string Quote(ErrorBody error) => error.Quote.Substring(0, Math.Min(error.Quote.Length, MaxBodyLength));

    /// <summary>Returns the exception itself, or a replacement if its text contains secrets.</summary>
    private static Exception Clean(Exception exception, SecretRedactor redactor) =>
        redactor.Redact(exception.ToString()) == exception.ToString()
            ? exception
            : new HttpRequestException($"{exception.GetType().Name}: {Clean(exception.Message, redactor)}");

    // For an untrusted certificate, the outer message only refers to the inner exception. Other inner exceptions are omitted, because they may quote
    // the request.
    private static string MessageOf(Exception exception) =>
        exception.InnerException is AuthenticationException cause ? $"{exception.Message} {cause.Message}" : exception.Message;

    private static string Clean(string text, SecretRedactor redactor) => OneLine(redactor.Redact(text));

    private static string OneLine(string text)
    {
        var line = new string([.. text.Select(character => char.IsControl(character) ? ' ' : character)]).Trim();
        return line.Length > MaxMessageLength ? line.Substring(0, MaxMessageLength) + "..." : line;
    }

    private static string Check(bool mayHaveBeenProcessed) =>
        mayHaveBeenProcessed ? " The request may have been processed; check the resource before retrying." : "";

    private static string Attempts(CallContext call) => call.Attempts > 1 ? $" ({call.Attempts} attempts)" : "";

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + " s";
}
