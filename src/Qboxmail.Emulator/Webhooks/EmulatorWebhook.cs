namespace Qboxmail.Emulator;

/// <summary>A webhook that the emulator posted or tried to post.</summary>
public sealed class EmulatorWebhook
{
    internal EmulatorWebhook(int number, string url, string body, int? status, string? failure)
    {
        Number = number;
        Url = url;
        Body = body;
        Status = status;
        Failure = failure;
    }

    /// <summary>Gets the number of the webhook; the first one has 1.</summary>
    public int Number { get; }

    /// <summary>Gets the URL: the <c>notification_url</c> of the customer or manager.</summary>
    public string Url { get; }

    /// <summary>Gets the JSON body.</summary>
    public string Body { get; }

    /// <summary>Gets the status code of the receiver's response; null for no response.</summary>
    public int? Status { get; }

    /// <summary>Gets the reason for a failed delivery; null for a successful one.</summary>
    public string? Failure { get; }
}
