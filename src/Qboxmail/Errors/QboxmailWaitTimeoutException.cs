namespace Qboxmail;

/// <summary>
/// A wait took longer than <see cref="WaitOptions.Timeout"/>, or would have, by a pause that the API asked for. The work may still end well later.
/// </summary>
public sealed class QboxmailWaitTimeoutException : QboxmailWaitException
{
    /// <summary>Makes an exception, for test doubles.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">The last error of a poll, if the last poll failed.</param>
    public QboxmailWaitTimeoutException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
