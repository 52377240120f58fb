using Microsoft.Extensions.Hosting;

namespace Qboxmail.Emulator.Hosting;

/// <summary>Leaves Ctrl+C and other signals to the host program.</summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
