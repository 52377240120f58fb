using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Qboxmail.Redaction;

namespace Qboxmail.Http;

/// <summary>Makes the exception for each way in which a call can fail. All texts from outside pass through here and lose their secrets.</summary>
internal static class ApiErrors
{
    private const int MaxBodyLength = 16 * 1024;
    private const int MaxMessageLength = 500;

    // A secret that stands across a cut must not be seen in part, so that more is masked than is kept.
    private const int MaxMaskedLength = 4 * MaxBodyLength;

    // What a character becomes that was cut in the middle of its bytes.
    private const char HalfALetter = '\uFFFD';

    private const string LookFirst = " It may have been done all the same: look before you repeat it.";

    // The provider's wording is not known; these are the words that its documentation and panel use.
    private static readonly Regex BillingProfile = new(
        "billing profile|first order|profilo di fatturazione|primo ordine",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>An answer whose status is no success.</summary>
    public static QboxmailApiException FromErrorResponse(ApiResponse answer)
    {
        var error = ErrorBody.Read(answer.Body);
        var reason = Reason(answer.Status, error.Message);
        var fieldErrors = error.FieldErrors.Select(item => new FieldError(Clean(item.Field, answer.Call), Clean(item.Description, answer.Call))).ToList();
        var mayHaveBeenProcessed = answer.Call.Operation.IsWrite && answer.Call.MayHaveBeenProcessed;
        var text = new StringBuilder($"{answer.Call.Operation.Id} failed: {Number((int)answer.Status)}");

        if (error.Message is { Length: > 0 } message)
        {
            text.Append(' ').Append(Clean(message, answer.Call));
        }

        if (fieldErrors.Count > 0)
        {
            text.Append(" (").Append(Shorten(string.Join(", ", fieldErrors))).Append(')');
        }

        text.Append(EndsSentence(text) ? "" : ".").Append(Advice(answer, reason));

        return new QboxmailApiException(text.Append(answer.Call.Remark).Append(mayHaveBeenProcessed ? LookFirst : "").ToString(), answer.Status, reason)
        {
            OperationId = answer.Call.Operation.Id,
            RequestMayHaveBeenProcessed = mayHaveBeenProcessed,
            FieldErrors = fieldErrors,
            ResponseBody = BodyText(answer),
            RetryAfter = answer.RetryAfter,
        };
    }

    /// <summary>A success that does not hold what it must.</summary>
    public static QboxmailApiException UnexpectedResponse(ApiResponse answer, string what, Exception? exception = null) =>
        WithoutContent(answer, what, QboxmailErrorReason.Unexpected, exception);

    /// <summary>A success that must not be read. It would come again, so that a wait does not ask on.</summary>
    public static QboxmailApiException RejectedResponse(ApiResponse answer, string what) =>
        WithoutContent(answer, what, QboxmailErrorReason.Unexpected, exception: null, willComeAgain: true);

    /// <summary>A success without the resource that was asked for. After a write that cannot mean that there is none.</summary>
    public static QboxmailApiException ResourceMissing(ApiResponse answer) =>
        WithoutContent(
            answer,
            "the answer holds no resource",
            answer.Call.Operation.IsWrite ? QboxmailErrorReason.Unexpected : QboxmailErrorReason.NotFound,
            exception: null);

    public static QboxmailTransportException ConnectionFailed(CallContext call, Exception exception)
    {
        var mayHaveBeenProcessed = call.Operation.IsWrite && call.MayHaveBeenProcessed;
        var text = call.NeverReachedServer
            ? $"{call.Operation.Id} failed: the API could not be reached{Attempts(call)}. {Clean(exception.Message, call)}"
            : $"{call.Operation.Id} failed: the connection was lost{Attempts(call)}. {Clean(exception.Message, call)}";

        return new QboxmailTransportException(text + call.Remark + (mayHaveBeenProcessed ? LookFirst : ""), Clean(exception, call))
        {
            OperationId = call.Operation.Id,
            RequestMayHaveBeenProcessed = mayHaveBeenProcessed,
        };
    }

    public static QboxmailTimeoutException TimedOut(CallContext call, TimeSpan timeout, Exception exception)
    {
        var mayHaveBeenProcessed = call.Operation.IsWrite && call.MayHaveBeenProcessed;
        var text = new StringBuilder(call.Operation.Id);
        text.Append(call.IsOutOfTime ? " was not done within " : " was not answered within ").Append(Seconds(timeout)).Append(Attempts(call)).Append('.');

        if (call.IsOutOfTime && call.LastFailure is { } failure)
        {
            text.Append(" The last try ended with: ").Append(Clean(failure, call)).Append('.');
        }

        return new QboxmailTimeoutException(text.Append(mayHaveBeenProcessed ? LookFirst : "").ToString(), timeout, Clean(exception, call))
        {
            OperationId = call.Operation.Id,
            RequestMayHaveBeenProcessed = mayHaveBeenProcessed,
        };
    }

    private static QboxmailApiException WithoutContent(
        ApiResponse answer, string what, QboxmailErrorReason reason, Exception? exception, bool willComeAgain = false)
    {
        var isWrite = answer.Call.Operation.IsWrite;
        var text = $"{answer.Call.Operation.Id} was answered with {Number((int)answer.Status)}, but {Clean(what, answer.Call)}."
            + (isWrite ? LookFirst : "");

        return new QboxmailApiException(text, answer.Status, reason, exception)
        {
            OperationId = answer.Call.Operation.Id,
            RequestMayHaveBeenProcessed = isWrite,
            ResponseBody = BodyText(answer),
            IsPermanent = willComeAgain,
        };
    }

    private static QboxmailErrorReason Reason(HttpStatusCode status, string? message) => (int)status switch
    {
        401 => QboxmailErrorReason.Unauthorized,
        403 when message is not null && BillingProfile.IsMatch(message) => QboxmailErrorReason.BillingProfileRequired,
        403 => QboxmailErrorReason.Forbidden,
        404 => QboxmailErrorReason.NotFound,
        422 => QboxmailErrorReason.ValidationFailed,
        429 => QboxmailErrorReason.RateLimited,
        >= 500 => QboxmailErrorReason.ServerError,
        _ => QboxmailErrorReason.Unexpected,
    };

    private static string Advice(ApiResponse answer, QboxmailErrorReason reason) => reason switch
    {
        QboxmailErrorReason.Unauthorized =>
            " The token is wrong or switched off, or it belongs to the other host: production and sandbox have separate tokens.",
        QboxmailErrorReason.BillingProfileRequired =>
            " In production this needs a billing profile, which comes with the first order in the control panel.",
        QboxmailErrorReason.Forbidden =>
            " The token's user may not do this; if it is paid for, the customer may lack a billing profile.",
        QboxmailErrorReason.NotFound => " It does not exist, or the token's user may not see it.",
        QboxmailErrorReason.RateLimited when answer.RetryAfter is { } wait => $" The API asks to wait {Seconds(wait)}.",
        QboxmailErrorReason.ServerError when answer.Call.Attempts > 1 => $" It was tried {Number(answer.Call.Attempts)} times.",
        QboxmailErrorReason.Unexpected when (int)answer.Status is >= 300 and < 400 =>
            " The API does not redirect, and the token is sent to no other address: is BaseAddress right?",
        _ => "",
    };

    private static string BodyText(ApiResponse answer)
    {
        var length = Math.Min(answer.Body.Length, MaxMaskedLength);
        var isTruncated = length < answer.Body.Length || answer.Call.IsBodyTruncated;
        var text = Decoded(answer.Body, length);
        text = isTruncated ? text.TrimEnd(HalfALetter) : text;
        var clean = SecretRedactor.Remove(text, answer.Call.Secrets, isTruncated, keepsLists: !answer.Response.IsSuccessStatusCode);

        return clean.Length > MaxBodyLength ? clean.Substring(0, MaxBodyLength) : clean;
    }

    // In the encoding that the reader of the JSON sees, or secrets would stand there among zeros and be seen by people all the same.
    private static string Decoded(byte[] body, int length)
    {
        using var reader = new StreamReader(new MemoryStream(body, 0, length, writable: false), Encoding.UTF8);
        return reader.ReadToEnd().Replace("\0", "");
    }

    /// <summary>What caused a failure, without secrets in its words.</summary>
    private static Exception Clean(Exception exception, CallContext call)
    {
        var text = exception.ToString();
        return SecretRedactor.Remove(text, call.Secrets) == text
            ? exception
            : new HttpRequestException($"{exception.GetType().Name}: {Clean(exception.Message, call)}");
    }

    private static string Clean(string text, CallContext call)
    {
        var isTruncated = text.Length > MaxMaskedLength;
        var clean = SecretRedactor.Remove(isTruncated ? text.Substring(0, MaxMaskedLength) : text, call.Secrets, isTruncated);
        return Shorten(new string([.. clean.Select(character => char.IsControl(character) ? ' ' : character)]).Trim());
    }

    private static bool EndsSentence(StringBuilder text) => text[text.Length - 1] is '.' or '!' or '?';

    private static string Shorten(string text) => text.Length > MaxMessageLength ? text.Substring(0, MaxMessageLength) + "..." : text;

    private static string Attempts(CallContext call) => call.Attempts > 1 ? $" ({Number(call.Attempts)} tries)" : "";

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + " s";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
