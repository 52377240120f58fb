using Qboxmail.Probe.Sending;

namespace Qboxmail.Probe.Tests;

/// <summary>What the tests of the probe share.</summary>
internal static class Harness
{
    public static DocumentSources Document { get; } = new(Repository.Root);

    /// <summary>Creates a temporary folder.</summary>
    public static string CreateFolder() => Directory.CreateTempSubdirectory("qboxmail-probe-").FullName;

    public static StageResult Empty(string stage) => new(stage, "a stand-in", new DateOnly(2026, 11, 26));

    public static PacedSender CreateSender(HttpMessageHandler handler, TimeProvider? time = null, ReplyCache? cache = null) => new(
        new HttpClient(handler), time ?? TimeProvider.System, time is null ? TimeSpan.Zero : TimeSpan.FromSeconds(1),
        cache ?? new ReplyCache(Path.Combine(CreateFolder(), "cache.jsonl")));

    /// <summary>Receives progress and forgets it.</summary>
    public static IProgress<Stages.Progress> NoProgress { get; } = new Ignored();

    private sealed class Ignored : IProgress<Stages.Progress>
    {
        public void Report(Stages.Progress value)
        {
        }
    }
}
