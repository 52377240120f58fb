namespace Qboxmail;

/// <summary>The exception that is thrown when the API cannot be reached, or the connection is lost before the response is complete.</summary>
public sealed class QboxmailTransportException : QboxmailException
{
    /// <summary>Initializes an exception, for test doubles.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause, if any.</param>
    public QboxmailTransportException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
