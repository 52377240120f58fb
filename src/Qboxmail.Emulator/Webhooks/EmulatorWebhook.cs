namespace Qboxmail.Emulator;

/// <summary>A webhook that the emulator posted, or tried to.</summary>
public sealed class EmulatorWebhook
{
    internal EmulatorWebhook(string url, string body, int? status, string? failure)
    {
        Url = url;
        Body = body;
        Status = status;
        Failure = failure;
    }

    /// <summary>Where it was posted to: the <c>notification_url</c> of the customer or manager.</summary>
    public string Url { get; }

    /// <summary>The JSON that was posted.</summary>
    public string Body { get; }

    /// <summary>Status of the receiver's answer; null when there was none.</summary>
    public int? Status { get; }

    /// <summary>Why it did not arrive; null when the receiver answered with a success.</summary>
    public string? Failure { get; }
}
