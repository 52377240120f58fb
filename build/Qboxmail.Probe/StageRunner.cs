using Qboxmail.Probe.Reads;
using Qboxmail.Probe.Results;
using Qboxmail.Probe.Sending;
using Qboxmail.Probe.Stages;
using Qboxmail.Probe.StandIns;

namespace Qboxmail.Probe;

internal static class StageRunner
{
    private const long MaxPageSize = 8 * 1024 * 1024;

    private static readonly Uri Reference = new("https://docs.qboxmail.com/en/api/");

    public static async Task<StageResult> RunDocsAsync(StageSettings settings, IProgress<Progress> progress, CancellationToken cancellationToken)
    {
        await using var server = settings.IsStandIn
            ? await DocsServer.StartAsync(ApiStandIn.Routes, DocsBehavior.Pages, cancellationToken)
            : null;
        var address = server?.Address ?? settings.Address ?? Reference;
        using var http = CreateHttpClient(address, followsRedirects: true);
        var result = Start(settings, DocsStage.Name, settings.Address is null ? "the provider's API reference" : "another address");

        return await new DocsStage(settings.Document, CreateSender(settings, http, DocsStage.Name), WithSlash(address))
            .RunAsync(result, progress, cancellationToken);
    }

    public static async Task<StageResult> RunRoutesAsync(StageSettings settings, IProgress<Progress> progress, CancellationToken cancellationToken)
    {
        await using var emulator = settings.IsStandIn ? await ApiStandIn.StartAsync(port: 0, cancellationToken) : null;
        var address = emulator?.Address ?? settings.Address ?? QboxmailHosts.Sandbox;
        using var http = CreateHttpClient(address, followsRedirects: false);
        var result = Start(settings, RoutesStage.Name, settings.Address is null ? "the sandbox" : "another address");

        return await new RoutesStage(settings.Document, CreateSender(settings, http, RoutesStage.Name), WithSlash(address))
            .RunAsync(result, progress, cancellationToken);
    }

    public static async Task<StageResult> RunReadsAsync(StageSettings settings, IProgress<Progress> progress, CancellationToken cancellationToken)
    {
        await using var emulator = settings.IsStandIn ? await ApiStandIn.StartAsync(port: 0, cancellationToken) : null;
        using var client = ReadTarget.CreateClient(settings, emulator);
        var target = settings.IsProduction ? "production" : settings.Address is null ? "the sandbox" : "another address";

        return await new ReadsStage(settings.Document, new ReadClient(client, new Pace(settings.Time, settings.Interval)))
            .RunAsync(Start(settings, ReadsStage.Name, target), progress, cancellationToken);
    }

    private static StageResult Start(StageSettings settings, string stage, string target) =>
        new(stage, settings.IsStandIn ? "a stand-in" : target, DateOnly.FromDateTime(settings.Time.GetUtcNow().UtcDateTime));

    private static PacedSender CreateSender(StageSettings settings, HttpClient http, string stage)
    {
        var cache = new ReplyCache(Path.Combine(settings.Output, $"{stage}-cache.jsonl"));

        if (settings.IsFresh)
        {
            cache.Clear();
        }

        return new PacedSender(http, settings.Time, settings.Interval, cache);
    }

    private static HttpClient CreateHttpClient(Uri address, bool followsRedirects)
    {
        // Requests to a stand-in on this machine must not go through the system proxy.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = followsRedirects, MaxAutomaticRedirections = 5, UseProxy = !address.IsLoopback };
        var http = new HttpClient(handler)
        {
            Timeout = TimeSpan.FromSeconds(60),
            MaxResponseContentBufferSize = MaxPageSize,
        };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("Qboxmail-Probe/1.0");
        return http;
    }

    private static Uri WithSlash(Uri address) => address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
}
