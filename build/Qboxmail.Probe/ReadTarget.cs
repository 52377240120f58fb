using Qboxmail.Emulator;

namespace Qboxmail.Probe;

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
            : throw new UsageException($"Set the environment variable {variable} to an API token, or try the stage with --stand-in.");
}
