namespace Qboxmail;

/// <summary>The exception that is thrown when a wait cannot succeed because the resource has failed or no longer exists.</summary>
public sealed class QboxmailWaitFailedException : QboxmailWaitException
{
    /// <summary>Initializes an exception, for test doubles.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The error of the API, when the resource does not exist.</param>
    public QboxmailWaitFailedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
