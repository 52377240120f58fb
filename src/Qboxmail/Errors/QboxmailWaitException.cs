namespace Qboxmail;

/// <summary>A wait that did not end as it should. The last state that was seen comes along.</summary>
public abstract class QboxmailWaitException : QboxmailException
{
    private protected QboxmailWaitException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Last state of the resource, as the API writes it; null when it was never seen.</summary>
    public string? Status { get; init; }

    /// <summary>What went on with it in the background, as the API writes it; null when the API did not say.</summary>
    public string? StatusDetail { get; init; }

    /// <summary>The resource as it was last seen, such as a <see cref="Models.Domain"/>; null when it was never seen.</summary>
    public object? LastResource { get; init; }

    /// <summary>Codes of the resources that were still pending.</summary>
    public IReadOnlyList<string> Pending { get; init; } = [];

    /// <summary>Codes of the resources that had failed or vanished.</summary>
    public IReadOnlyList<string> Failed { get; init; } = [];
}
