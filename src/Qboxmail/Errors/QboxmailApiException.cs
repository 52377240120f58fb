namespace Qboxmail;

/// <summary>The exception that is thrown when a response reports a failure or does not contain the requested data.</summary>
public class QboxmailApiException : QboxmailException
{
    /// <summary>Initializes a new instance of the <see cref="QboxmailApiException"/> class, for use in tests.</summary>
    /// <param name="message">The error message.</param>
    /// <param name="statusCode">The HTTP status code of the response.</param>
    /// <param name="reason">The reason for the failure.</param>
    /// <param name="innerException">The exception that caused this exception, or <see langword="null"/> if there is none.</param>
    public QboxmailApiException(string message, HttpStatusCode statusCode, QboxmailErrorReason reason, Exception? innerException = null)
        : base(message, innerException)
    {
        StatusCode = statusCode;
        Reason = reason;
    }

    /// <summary>Gets the HTTP status code of the response.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>Gets the reason for the failure. Use this value instead of the message to distinguish failures.</summary>
    public QboxmailErrorReason Reason { get; }

    /// <summary>Gets the errors of individual fields of the request, or an empty list if the API reports none.</summary>
    public IReadOnlyList<FieldError> FieldErrors { get; init; } = [];

    /// <summary>Gets an excerpt of the response body with secrets masked, or an empty string if the body cannot be shown safely.</summary>
    /// <remarks>
    /// For JSON, the excerpt is the body without white space, truncated to 16,384 characters. Otherwise, it is a plain text of at most 200 characters
    /// or the title of an HTML page. Such text is omitted if it contains a token or another secret of the request.
    /// </remarks>
    public string ResponseBody { get; init; } = "";

    /// <summary>Gets the delay that the Retry-After header of the response requests, or <see langword="null"/> if there is no such header.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets a value indicating whether another attempt would fail in the same way.</summary>
    internal bool IsPermanent { get; init; }

    /// <summary>Gets a value indicating whether the request may have failed because the inferred method or path of the operation is wrong.</summary>
    internal bool IsUnknownRoute { get; init; }

    /// <summary>Gets a value indicating whether an enumeration ended before it reached the totals that the API reported.</summary>
    internal bool IsIncompleteList { get; init; }
}
