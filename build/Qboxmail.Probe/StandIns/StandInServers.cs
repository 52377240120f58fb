using Qboxmail.Emulator;

namespace Qboxmail.Probe.StandIns;

/// <summary>A stand-in for the reference and one for the API. They serve until the caller cancels.</summary>
internal static class StandInServers
{
    /// <summary>Starts the servers and waits.</summary>
    /// <param name="document">The document that they follow.</param>
    /// <param name="port">The port of the API; 0 for a free one.</param>
    /// <param name="started">Called with the addresses.</param>
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
