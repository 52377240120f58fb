namespace Qboxmail;

/// <summary>Base addresses of the Management API.</summary>
public static class QboxmailHosts
{
    /// <summary>Gets the base address of the production API. Resources there are real and may cost money.</summary>
    public static Uri Production { get; } = new("https://api.qboxmail.com/");

    /// <summary>
    /// Gets the base address of the sandbox. It has its own tokens and data, requires no billing profile, sends no mail, and is reset every Sunday at
    /// 03:03 CEST.
    /// </summary>
    public static Uri Sandbox { get; } = new("https://sandbox.qboxmail.com/");
}
