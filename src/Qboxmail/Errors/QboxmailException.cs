namespace Qboxmail;

/// <summary>The exception that is thrown when a call to the API fails. Derived types distinguish the kinds of failures.</summary>
/// <remarks>
/// Invalid arguments throw <see cref="ArgumentException"/>, a canceled call throws <see cref="OperationCanceledException"/>, and invalid options
/// throw <see cref="Microsoft.Extensions.Options.OptionsValidationException"/>. Every other failure of a call throws this exception or a derived one.
/// </remarks>
public class QboxmailException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="QboxmailException"/> class, for use in tests.</summary>
    /// <param name="message">The error message.</param>
    /// <param name="innerException">The exception that caused this exception, or <see langword="null"/> if there is none.</param>
    public QboxmailException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>
    /// Gets the ID of the operation in the OpenAPI document, for example <c>Domains_Create</c>, or <see langword="null"/> if the exception belongs to
    /// no operation.
    /// </summary>
    public string? OperationId { get; init; }

    /// <summary>Gets a value indicating whether the API may have processed the request although the call failed.</summary>
    /// <remarks>
    /// The value is <see langword="true"/> for a write that was sent and ended with a 5xx or 408 status code, a lost connection or a timeout. It is
    /// also <see langword="true"/> for a write whose 2xx response has a body that is missing, is unreadable or lists errors. Check the resource
    /// before you repeat such a call. The value is <see langword="false"/> for reads, and for writes that the API rejected or never received.
    /// </remarks>
    public bool RequestMayHaveBeenProcessed { get; init; }
}
