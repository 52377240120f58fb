namespace Qboxmail;

/// <summary>
/// The exception for a wait that exceeds <see cref="WaitOptions.Timeout"/>, or would exceed it by a delay that the API asks for. The work may still
/// succeed later.
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
