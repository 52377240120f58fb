namespace Qboxmail;

/// <summary>The exception that is thrown when a wait cannot succeed because the resource has failed or no longer exists.</summary>
public sealed class QboxmailWaitFailedException : QboxmailWaitException
{
    /// <summary>Initializes a new instance of the <see cref="QboxmailWaitFailedException"/> class, for use in tests.</summary>
    /// <param name="message">The error message.</param>
    /// <param name="innerException">The API error if the resource does not exist; otherwise, <see langword="null"/>.</param>
    public QboxmailWaitFailedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
