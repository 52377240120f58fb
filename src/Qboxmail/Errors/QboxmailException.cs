namespace Qboxmail;

/// <summary>A call to the API that failed. The derived types tell how.</summary>
/// <remarks>
/// Mistakes of the caller are <see cref="ArgumentException"/>, a cancelled call is <see cref="OperationCanceledException"/>, and options that cannot work are
/// <see cref="Microsoft.Extensions.Options.OptionsValidationException"/>. Everything else that goes wrong while talking to the API is this.
/// </remarks>
public class QboxmailException : Exception
{
    /// <summary>Makes an exception, for test doubles.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">What caused it, if anything.</param>
    public QboxmailException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Id of the operation in the API's description, such as <c>Domains_Create</c>; null when none is known.</summary>
    public string? OperationId { get; init; }

    /// <summary>Whether the API may have done what was asked although the call failed.</summary>
    /// <remarks>
    /// True for a write that was sent and ended in 5xx or 408, in a success whose body is missing or cannot be read, in a lost connection or in a
    /// timeout. Look up what there is before repeating such a call. False for reads, and for writes that the API refused or never received.
    /// </remarks>
    public bool RequestMayHaveBeenProcessed { get; init; }
}
