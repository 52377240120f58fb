using Qboxmail.Emulator;

namespace Qboxmail.Probe;

/// <summary>Creates the client of the service that the stage reads from.</summary>
internal static class ReadTarget
{
    public const string SandboxToken = "QBOXMAIL_SANDBOX_TOKEN";
    public const string ProductionToken = "QBOXMAIL_API_TOKEN";

    public static QboxmailClient CreateClient(StageSettings settings, QboxmailEmulator? emulator) => new(new QboxmailClientOptions
    {
        ApiToken = emulator?.Token ?? Token(settings.IsProduction ? ProductionToken : SandboxToken),
        BaseAddress = emulator?.Address ?? settings.Address ?? (settings.IsProduction ? QboxmailHosts.Production : QboxmailHosts.Sandbox),
        TimeProvider = settings.Time,
        ApplicationId = "Qboxmail-Probe",
    });

    private static string Token(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } token
            ? token
            : throw new UsageException($"Set {variable} to a token of the API, or add --stand-in to try the stage without one.");
}
