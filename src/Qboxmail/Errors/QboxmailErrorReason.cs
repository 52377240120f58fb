namespace Qboxmail;

/// <summary>Specifies why a call failed. Later versions may add values.</summary>
public enum QboxmailErrorReason
{
    /// <summary>
    /// The response is not one that the API documents. Examples are a redirect, an HTML page from a proxy, and an unreadable or incomplete body.
    /// </summary>
    Unexpected,

    /// <summary>
    /// The API returned 401 (Unauthorized). The token is missing, invalid or disabled, or belongs to the other host: production and sandbox have
    /// separate tokens.
    /// </summary>
    Unauthorized,

    /// <summary>
    /// The API returned 403 (Forbidden) with a message that mentions a billing profile or a first order. In production, such an operation requires a
    /// billing profile. This value is only a hint, because the exact message of the API is not known. Handle every 403 response to a billable
    /// operation in the same way.
    /// </summary>
    BillingProfileRequired,

    /// <summary>The API returned 403 (Forbidden). The user of the token lacks the required permission.</summary>
    Forbidden,

    /// <summary>
    /// The API returned 404 (Not Found) or 410 (Gone), or a response to a read without the requested resource. The resource does not exist, or the
    /// user of the token has no access to it.
    /// </summary>
    NotFound,

    /// <summary>
    /// The API returned 422 (Unprocessable Content), or a 2xx response to a write that lists errors. <see cref="QboxmailApiException.FieldErrors"/>
    /// contains the errors of individual fields.
    /// </summary>
    ValidationFailed,

    /// <summary>
    /// The API returned 429 (Too Many Requests). <see cref="QboxmailApiException.RetryAfter"/> contains the requested delay, if there is one.
    /// </summary>
    RateLimited,

    /// <summary>The API returned a 5xx status code, which reports a failure of the server.</summary>
    ServerError,
}
