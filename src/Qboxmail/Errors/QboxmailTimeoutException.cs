namespace Qboxmail;

/// <summary>The exception that is thrown when a call exceeds a timeout.</summary>
/// <remarks>
/// The timeouts are those of <see cref="QboxmailClientOptions"/>. A call that its caller cancels throws <see cref="OperationCanceledException"/>
/// instead.
/// </remarks>
public sealed class QboxmailTimeoutException : QboxmailException
{
    /// <summary>Initializes an exception, for test doubles.</summary>
    /// <param name="message">The message.</param>
    /// <param name="timeout">The timeout that was exceeded.</param>
    /// <param name="innerException">The cause, if any.</param>
    public QboxmailTimeoutException(string message, TimeSpan timeout, Exception? innerException = null)
        : base(message, innerException) => Timeout = timeout;

    /// <summary>Gets the timeout that was exceeded.</summary>
    public TimeSpan Timeout { get; }
}
