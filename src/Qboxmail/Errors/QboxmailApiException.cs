using System.Net;

namespace Qboxmail;

/// <summary>The API answered, but not with what was asked for.</summary>
public class QboxmailApiException : QboxmailException
{
    /// <summary>Makes an exception, for test doubles.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="statusCode">Status of the answer.</param>
    /// <param name="reason">Why the call failed.</param>
    /// <param name="innerException">What caused it, if anything.</param>
    public QboxmailApiException(string message, HttpStatusCode statusCode, QboxmailErrorReason reason, Exception? innerException = null)
        : base(message, innerException)
    {
        StatusCode = statusCode;
        Reason = reason;
    }

    /// <summary>Status of the answer.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>Why the call failed, to decide by.</summary>
    public QboxmailErrorReason Reason { get; }

    /// <summary>What the API says about single fields of the request; empty when it says nothing.</summary>
    public IReadOnlyList<FieldError> FieldErrors { get; init; } = [];

    /// <summary>Body of the answer, at most its first 16,384 characters, with secrets masked; empty when there was none.</summary>
    public string ResponseBody { get; init; } = "";

    /// <summary>How long the API asks to wait before the next try; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the answer was refused for what it is, and not for what it lacks: asking again would only bring it again.</summary>
    internal bool IsPermanent { get; init; }
}
