namespace Qboxmail;

/// <summary>The exception that is thrown when a call exceeds a timeout.</summary>
/// <remarks>
/// <see cref="QboxmailClientOptions"/> defines the timeouts. A call that its caller cancels throws <see cref="OperationCanceledException"/> instead.
/// </remarks>
public sealed class QboxmailTimeoutException : QboxmailException
{
    /// <summary>Initializes a new instance of the <see cref="QboxmailTimeoutException"/> class, for use in tests.</summary>
    /// <param name="message">The error message.</param>
    /// <param name="timeout">The timeout that was exceeded.</param>
    /// <param name="innerException">The exception that caused this exception, or <see langword="null"/> if there is none.</param>
    public QboxmailTimeoutException(string message, TimeSpan timeout, Exception? innerException = null)
        : base(message, innerException) => Timeout = timeout;

    /// <summary>Gets the timeout that was exceeded.</summary>
    public TimeSpan Timeout { get; }
}
