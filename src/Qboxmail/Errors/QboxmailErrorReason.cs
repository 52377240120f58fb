namespace Qboxmail;

/// <summary>Why the API did not do what was asked. Values may be added.</summary>
public enum QboxmailErrorReason
{
    /// <summary>An answer that does not belong to the API as described: another status, a redirect, a body that cannot be read or lacks what it must hold.</summary>
    Unexpected,

    /// <summary>401: the token is missing, wrong or switched off, or belongs to the other host: production and sandbox have separate tokens.</summary>
    Unauthorized,

    /// <summary>
    /// 403, and the message speaks of a billing profile or a first order: in production such a request needs a billing profile. A hint only, because the
    /// provider's wording is not known: treat every 403 on a billable operation alike.
    /// </summary>
    BillingProfileRequired,

    /// <summary>403: the token's user may not do this.</summary>
    Forbidden,

    /// <summary>404, or an answer without the resource that was asked for: it does not exist, or the token's user may not see it.</summary>
    NotFound,

    /// <summary>422: <see cref="QboxmailApiException.FieldErrors"/> tells what is wrong with which field.</summary>
    ValidationFailed,

    /// <summary>429: too many requests; <see cref="QboxmailApiException.RetryAfter"/> tells how long to wait.</summary>
    RateLimited,

    /// <summary>5xx: the API failed.</summary>
    ServerError,
}
