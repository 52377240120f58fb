namespace Qboxmail;

/// <summary>What was waited for will not come by itself: the resource has failed, or it does not exist any more.</summary>
public sealed class QboxmailWaitFailedException : QboxmailWaitException
{
    /// <summary>Makes an exception, for test doubles.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">What the API said, when the resource does not exist.</param>
    public QboxmailWaitFailedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
