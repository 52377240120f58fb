using Microsoft.Extensions.Hosting;

namespace Qboxmail.Emulator.Hosting;

/// <summary>A host lifetime that, unlike ConsoleLifetime, leaves Ctrl+C and other signals to the program that starts the emulator.</summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
