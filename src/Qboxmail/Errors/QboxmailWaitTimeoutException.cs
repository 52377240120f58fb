namespace Qboxmail;

/// <summary>
/// The exception that is thrown when a wait exceeds <see cref="WaitOptions.Timeout"/>, or when the API requests a delay that would exceed it. The
/// background work may still succeed later.
/// </summary>
public sealed class QboxmailWaitTimeoutException : QboxmailWaitException
{
    /// <summary>Initializes a new instance of the <see cref="QboxmailWaitTimeoutException"/> class, for use in tests.</summary>
    /// <param name="message">The error message.</param>
    /// <param name="innerException">The error of the last poll, or <see langword="null"/> if that poll succeeded.</param>
    public QboxmailWaitTimeoutException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
