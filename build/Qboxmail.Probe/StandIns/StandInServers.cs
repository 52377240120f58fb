using Qboxmail.Emulator;

namespace Qboxmail.Probe.StandIns;

internal static class StandInServers
{
    /// <summary>Starts the stand-ins for the API and for the API reference, and waits until the operation is canceled.</summary>
    /// <param name="document">The OpenAPI document that the stand-ins follow.</param>
    /// <param name="port">The TCP port of the API, or 0 for a free port.</param>
    /// <param name="started">The callback that receives the running stand-ins.</param>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    public static async Task RunAsync(
        StandInDocument document, int port, Action<QboxmailEmulator, DocsServer> started, CancellationToken cancellationToken)
    {
        document.Use();
        await using var emulator = await ApiStandIn.StartAsync(port, cancellationToken);
        await using var docs = await DocsServer.StartAsync(ApiStandIn.Routes, DocsBehavior.Pages, cancellationToken);
        started(emulator, docs);

        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(stopped.SetResult);
        await stopped.Task;
    }
}
