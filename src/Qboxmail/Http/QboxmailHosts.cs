namespace Qboxmail;

/// <summary>The hosts of the Management API.</summary>
public static class QboxmailHosts
{
    /// <summary>Production: resources are real and paid for.</summary>
    public static Uri Production { get; } = new("https://api.qboxmail.com/");

    /// <summary>
    /// The sandbox: it has its own tokens and data, needs no billing profile, sends no mail, and loses everything every Sunday at 03:03 CEST.
    /// </summary>
    public static Uri Sandbox { get; } = new("https://sandbox.qboxmail.com/");
}
