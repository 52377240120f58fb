namespace Qboxmail;

/// <summary>The exception that is thrown when a call to the API fails. The derived types distinguish the kinds of failures.</summary>
/// <remarks>
/// Invalid arguments throw <see cref="ArgumentException"/>, a canceled call throws <see cref="OperationCanceledException"/>, and invalid options
/// throw <see cref="Microsoft.Extensions.Options.OptionsValidationException"/>. Every other failure of a call throws this exception.
/// </remarks>
public class QboxmailException : Exception
{
    /// <summary>Initializes an exception, for test doubles.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause, if any.</param>
    public QboxmailException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Gets the id of the operation in the OpenAPI document, for example <c>Domains_Create</c>; null when there is none.</summary>
    public string? OperationId { get; init; }

    /// <summary>Gets a value indicating whether the API may have processed the request although the call failed.</summary>
    /// <remarks>
    /// True for a write that was sent and ended in 5xx, 408, a lost connection or a timeout. Also true for a 2xx response to a write whose body is
    /// missing, is unreadable or lists errors. Check the resource before retrying such a call. False for reads, and for writes that the API rejected
    /// or never received.
    /// </remarks>
    public bool RequestMayHaveBeenProcessed { get; init; }
}
