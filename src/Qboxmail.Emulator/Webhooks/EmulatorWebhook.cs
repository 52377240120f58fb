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

    /// <summary>Gets the number of the webhook. The first webhook has the number 1.</summary>
    public int Number { get; }

    /// <summary>Gets the URL that the webhook is posted to: the <c>notification_url</c> of the customer or manager.</summary>
    public string Url { get; }

    /// <summary>Gets the JSON body of the webhook.</summary>
    public string Body { get; }

    /// <summary>Gets the status code of the receiver's response, or <see langword="null"/> if there was no response.</summary>
    public int? Status { get; }

    /// <summary>Gets the reason why the delivery failed, or <see langword="null"/> if it succeeded.</summary>
    public string? Failure { get; }
}
