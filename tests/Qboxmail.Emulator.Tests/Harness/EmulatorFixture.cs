namespace Qboxmail.Emulator.Tests;

/// <summary>Starts an emulator for each test.</summary>
public abstract class EmulatorFixture
{
    private protected EmulatorHarness Api { get; private set; } = null!;

    [SetUp]
    public async Task StartEmulatorAsync() => Api = await StartAsync();

    [TearDown]
    public async Task StopEmulatorAsync() => await Api.DisposeAsync();

    private protected virtual Task<EmulatorHarness> StartAsync() => EmulatorHarness.StartAsync();
}
