using Qboxmail.Emulator;

namespace Qboxmail.Probe.StandIns;

/// <summary>Runs a stand-in for the reference and one for the API.</summary>
internal static class StandInServers
{
    /// <summary>Starts the servers and waits until the operation is canceled.</summary>
    /// <param name="document">The document that the servers follow.</param>
    /// <param name="port">The port of the API; 0 for a free one.</param>
    /// <param name="started">A callback that receives the started servers.</param>
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
