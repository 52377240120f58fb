namespace Qboxmail;

/// <summary>The hosts of the Management API.</summary>
public static class QboxmailHosts
{
    /// <summary>Gets the address of the production API. Resources are real and may cost money.</summary>
    public static Uri Production { get; } = new("https://api.qboxmail.com/");

    /// <summary>
    /// Gets the address of the sandbox. It has its own tokens and data, needs no billing profile, sends no mail, and is reset every Sunday at 03:03
    /// CEST.
    /// </summary>
    public static Uri Sandbox { get; } = new("https://sandbox.qboxmail.com/");
}
