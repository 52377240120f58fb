namespace Qboxmail;

/// <summary>The exception that is thrown when a wait does not succeed. It contains the last known state.</summary>
public abstract class QboxmailWaitException : QboxmailException
{
    private protected QboxmailWaitException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Gets the last state of the resource, as returned by the API; null when no poll found the resource.</summary>
    public string? Status { get; init; }

    /// <summary>Gets the detail of the last state, such as background work, as returned by the API; null when the API returned none.</summary>
    public string? StatusDetail { get; init; }

    /// <summary>Gets the resource in its last known state, for example a <see cref="Models.Domain"/>; null when no poll found it.</summary>
    public object? LastResource { get; init; }

    /// <summary>Gets the codes of the resources that were still pending.</summary>
    public IReadOnlyList<string> Pending { get; init; } = [];

    /// <summary>Gets the codes of the resources that have failed or do not exist.</summary>
    public IReadOnlyList<string> Failed { get; init; } = [];
}
