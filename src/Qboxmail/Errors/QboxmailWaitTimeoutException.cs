namespace Qboxmail;

/// <summary>
/// The exception that is thrown when a wait exceeds <see cref="WaitOptions.Timeout"/>, or when the API asks for a delay that would exceed it. The
/// background work may still succeed later.
/// </summary>
public sealed class QboxmailWaitTimeoutException : QboxmailWaitException
{
    /// <summary>Initializes an exception, for test doubles.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The last error of a poll, if the last poll failed.</param>
    public QboxmailWaitTimeoutException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
