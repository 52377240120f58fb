namespace Qboxmail;

/// <summary>The API could not be reached, or the connection was lost before its whole answer had arrived.</summary>
public sealed class QboxmailTransportException : QboxmailException
{
    /// <summary>Makes an exception, for test doubles.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">What caused it, if anything.</param>
    public QboxmailTransportException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
