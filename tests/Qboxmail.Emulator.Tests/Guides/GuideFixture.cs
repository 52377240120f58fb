namespace Qboxmail.Emulator.Tests;

/// <summary>
/// The examples of a guide, run against an emulator. Each stands between the comments "example" and "end"; <see cref="GuideTests"/> compares
/// them with the page.
/// </summary>
[NonParallelizable]
public abstract class GuideFixture : EmulatorFixture
{
    private TextWriter _console = null!;
    private StringWriter _output = null!;

    private protected static string Password => EmulatorHarness.Password;

    private protected QboxmailClient Qboxmail => Api.Client;

    private protected string[] Output => _output.ToString().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [SetUp]
    public void CaptureConsole()
    {
        Environment.SetEnvironmentVariable("QBOXMAIL_API_TOKEN", Api.Emulator.Token);
        Environment.SetEnvironmentVariable("QBOXMAIL_BASE_URL", Api.Emulator.Address.AbsoluteUri);
        _console = Console.Out;
        _output = new StringWriter();
        Console.SetOut(TextWriter.Synchronized(_output));
    }

    [TearDown]
    public async Task ReleaseConsoleAsync()
    {
        Console.SetOut(_console);
        Environment.SetEnvironmentVariable("QBOXMAIL_API_TOKEN", null);
        Environment.SetEnvironmentVariable("QBOXMAIL_BASE_URL", null);
        await _output.DisposeAsync();
    }
}
