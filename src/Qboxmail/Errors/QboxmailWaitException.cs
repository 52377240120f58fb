namespace Qboxmail;

/// <summary>The exception that is thrown when a wait does not succeed. It contains the last known state.</summary>
public abstract class QboxmailWaitException : QboxmailException
{
    private protected QboxmailWaitException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Gets the last state of the resource, as the API writes it; null when it was never seen.</summary>
    public string? Status { get; init; }

    /// <summary>Gets the background work on the resource, as the API writes it; null when the API named none.</summary>
    public string? StatusDetail { get; init; }

    /// <summary>Gets the resource as it was last seen, for example a <see cref="Models.Domain"/>; null when it was never seen.</summary>
    public object? LastResource { get; init; }

    /// <summary>Gets the codes of the resources that were still pending.</summary>
    public IReadOnlyList<string> Pending { get; init; } = [];

    /// <summary>Gets the codes of the resources that have failed or do not exist.</summary>
    public IReadOnlyList<string> Failed { get; init; } = [];
}
