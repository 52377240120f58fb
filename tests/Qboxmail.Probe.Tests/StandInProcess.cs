using System.Diagnostics;

namespace Qboxmail.Probe.Tests;

/// <summary>The command <c>stand-ins</c> in a process of its own, because a process reads one document.</summary>
internal sealed class StandInProcess : IAsyncDisposable
{
    private readonly Process _process;

    private StandInProcess(Process process, Uri api, Uri reference)
    {
        _process = process;
        Api = api;
        Reference = reference;
    }

    public Uri Api { get; }

    public Uri Reference { get; }

    public static async Task<StandInProcess> StartAsync(string document)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(DocumentSources).Assembly.Location, "stand-ins", "--stand-in", document])
        {
            RedirectStandardOutput = true,
        })!;
        var api = await ReadAddressAsync(process);
        return new StandInProcess(process, api, await ReadAddressAsync(process));
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<Uri> ReadAddressAsync(Process process)
    {
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The stand-ins ended.");
        return new Uri(line.Split(' ')[1]);
    }
}
