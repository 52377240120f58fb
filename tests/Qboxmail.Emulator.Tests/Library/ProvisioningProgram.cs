using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Qboxmail.Emulator.Tests;

/// <summary>Runs a bulk creation in a separate process, which a test can kill. The test assembly is also the program.</summary>
internal static class ProvisioningProgram
{
    private static readonly string Host = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    /// <summary>Creates mailboxes unless they exist, and prints how many it created and found.</summary>
    public static async Task Main(string[] arguments)
    {
        using var client = QboxmailClient.FromEnvironment();
        var requests = arguments[1].Split(',').Select(name => new CreateEmailAccountRequest(name, EmulatorHarness.Password, name));

        var outcomes = await client.EmailAccounts.CreateIfNotExistsAsync(arguments[0], requests, new BulkOptions { MaxConcurrency = 8 });

        Console.WriteLine($"{outcomes.Count(outcome => outcome.Created)} {outcomes.Count(outcome => !outcome.Created && outcome.Code is not null)}");
    }

    /// <summary>Starts the program against an emulator.</summary>
    public static Process Start(QboxmailEmulator emulator, string domainCode, IEnumerable<string> names)
    {
        var start = new ProcessStartInfo(Host, [typeof(ProvisioningProgram).Assembly.Location, domainCode, string.Join(',', names)])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["QBOXMAIL_API_TOKEN"] = emulator.Token;
        start.Environment["QBOXMAIL_BASE_URL"] = emulator.Address.AbsoluteUri;

        return Process.Start(start)!;
    }
}
