namespace Qboxmail;

/// <summary>The exception that is thrown when the API cannot be reached or the connection is lost before the response is complete.</summary>
public sealed class QboxmailTransportException : QboxmailException
{
    /// <summary>Initializes a new instance of the <see cref="QboxmailTransportException"/> class, for use in tests.</summary>
    /// <param name="message">The error message.</param>
    /// <param name="innerException">The exception that caused this exception, or <see langword="null"/> if there is none.</param>
    public QboxmailTransportException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
