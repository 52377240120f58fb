using System.Net;

namespace Qboxmail;

/// <summary>The exception that is thrown when a response reports a failure, or does not contain the requested data.</summary>
public class QboxmailApiException : QboxmailException
{
    /// <summary>Initializes an exception, for test doubles.</summary>
    /// <param name="message">The message.</param>
    /// <param name="statusCode">The status of the response.</param>
    /// <param name="reason">The reason for the failure.</param>
    /// <param name="innerException">The cause, if any.</param>
    public QboxmailApiException(string message, HttpStatusCode statusCode, QboxmailErrorReason reason, Exception? innerException = null)
        : base(message, innerException)
    {
        StatusCode = statusCode;
        Reason = reason;
    }

    /// <summary>Gets the status of the response.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>Gets the reason for the failure, for decisions in code.</summary>
    public QboxmailErrorReason Reason { get; }

    /// <summary>Gets the errors of individual fields of the request; empty when the API reports none.</summary>
    public IReadOnlyList<FieldError> FieldErrors { get; init; } = [];

    /// <summary>Gets the part of the response body that may be quoted, with secrets masked; empty when no part may be quoted.</summary>
    /// <remarks>
    /// A JSON body is quoted without white space, up to 16,384 characters. Of any other body, only plain text of at most 200 characters or the title
    /// of an HTML page is quoted, if it contains no secret of the call.
    /// </remarks>
    public string ResponseBody { get; init; } = "";

    /// <summary>Gets the delay that the API asks for before the next attempt; null when it names none.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets a value indicating whether the next attempt would fail in the same way.</summary>
    internal bool IsPermanent { get; init; }

    /// <summary>Gets a value indicating whether the guessed method or path of an inferred operation may be wrong.</summary>
    internal bool IsUnknownRoute { get; init; }

    /// <summary>Gets a value indicating whether a list ended before it reached the totals that the API reported.</summary>
    internal bool IsIncompleteList { get; init; }
}
