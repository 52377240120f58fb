namespace Qboxmail;

/// <summary>Specifies why a call failed. Later versions may add values.</summary>
public enum QboxmailErrorReason
{
    /// <summary>
    /// The API documents no such response: another status, a redirect, an HTML page from a proxy, or a body that is unreadable or incomplete.
    /// </summary>
    Unexpected,

    /// <summary>401: the token is missing, invalid or disabled, or belongs to the other host: production and sandbox have separate tokens.</summary>
    Unauthorized,

    /// <summary>
    /// 403, and the message mentions a billing profile or a first order: in production such a request requires a billing profile. This value is only
    /// a hint, because the provider's wording is not known: treat every 403 on a billable operation alike.
    /// </summary>
    BillingProfileRequired,

    /// <summary>403: the token's user lacks the permission.</summary>
    Forbidden,

    /// <summary>
    /// 404 or 410 from the API itself, or a response without the requested resource: it does not exist, or the token's user has no access to it.
    /// </summary>
    NotFound,

    /// <summary>422, or a 2xx response to a write that lists errors: <see cref="QboxmailApiException.FieldErrors"/> names the fields.</summary>
    ValidationFailed,

    /// <summary>429: too many requests; <see cref="QboxmailApiException.RetryAfter"/> is the delay to wait.</summary>
    RateLimited,

    /// <summary>5xx: the API failed.</summary>
    ServerError,
}
