namespace Qboxmail;

/// <summary>The API did not answer in time.</summary>
/// <remarks>The limits are those of <see cref="QboxmailClientOptions"/>. A call that its caller cancelled is <see cref="OperationCanceledException"/> instead.</remarks>
public sealed class QboxmailTimeoutException : QboxmailException
{
    /// <summary>Makes an exception, for test doubles.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="timeout">The limit that was exceeded.</param>
    /// <param name="innerException">What caused it, if anything.</param>
    public QboxmailTimeoutException(string message, TimeSpan timeout, Exception? innerException = null)
        : base(message, innerException) => Timeout = timeout;

    /// <summary>The limit that was exceeded.</summary>
    public TimeSpan Timeout { get; }
}
