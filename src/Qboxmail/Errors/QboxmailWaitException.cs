namespace Qboxmail;

/// <summary>The exception that is thrown when a wait does not succeed. It contains the last known state of the resource.</summary>
public abstract class QboxmailWaitException : QboxmailException
{
    private protected QboxmailWaitException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Gets the last status of the resource, as returned by the API, or <see langword="null"/> if no poll found the resource.</summary>
    public string? Status { get; init; }

    /// <summary>Gets the last status detail of the resource, as returned by the API, or <see langword="null"/> if the API returned none.</summary>
    public string? StatusDetail { get; init; }

    /// <summary>
    /// Gets the resource in its last known state, for example a <see cref="Models.Domain"/>, or <see langword="null"/> if no poll found it.
    /// </summary>
    public object? LastResource { get; init; }

    /// <summary>Gets the codes of the resources that were still pending.</summary>
    public IReadOnlyList<string> Pending { get; init; } = [];

    /// <summary>Gets the codes of the resources that have failed or do not exist.</summary>
    public IReadOnlyList<string> Failed { get; init; } = [];
}
