using Qboxmail.Probe.Document;
using Qboxmail.Probe.Results;
using Qboxmail.Probe.Sending;

namespace Qboxmail.Probe.Stages;

/// <summary>Requests the page of each inferred operation and each candidate from the provider's reference. Requires no token.</summary>
internal sealed class DocsStage(DocumentSources document, PacedSender sender, Uri reference)
{
    public const string Name = "docs";

    private static readonly Route Nonsense = new("GET", "/api/qboxmail_probe/no_such_page");

    /// <summary>Runs the stage.</summary>
    /// <param name="result">The empty result.</param>
    /// <param name="progress">Receives the progress.</param>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    public async Task<StageResult> RunAsync(StageResult result, IProgress<Progress> progress, CancellationToken cancellationToken)
    {
        if (await CheckAsync(cancellationToken) is { } reason)
        {
            return result with { Inconclusive = reason };
        }

        var inferred = document.Operations.Where(operation => operation.IsInferred).ToList();
        var evidence = new List<Evidence>();

        foreach (var operation in inferred)
        {
            evidence.Add(await AskAsync(operation, cancellationToken));
            progress.Report(new Progress(evidence.Count, inferred.Count));
        }

        return result with { Evidence = evidence };
    }

    /// <summary>Requests documented pages and a page that cannot exist.</summary>
    /// <returns>The reason why pages prove nothing; null if they do.</returns>
    private async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        var documented = document.Operations.Where(operation => operation.Provenance == "documented").Select(operation => operation.Route).ToList();

        foreach (var route in new[] { documented.Find(route => route.Parameters.Count == 0), documented.Find(route => route.Parameters.Count > 0) })
        {
            var page = await SendAsync(route!, route!.Path, cancellationToken);

            if (!page.NamesPath)
            {
                return page.Status is >= 200 and < 300
                    ? $"The page of the documented operation {route} does not name its path, so pages prove nothing. The site may have moved."
                    : $"The page of the documented operation {route} returned {page.Status}. The site may have moved.";
            }

            if ((await SendAsync(Nonsense, route.Path, cancellationToken)).NamesPath)
            {
                return "A page that cannot exist has the same text as a documented one, so pages prove nothing.";
            }
        }

        return (await SendAsync(Nonsense, Nonsense.Path, cancellationToken)).NamesPath
            ? "A page that cannot exist names its path, so pages prove nothing."
            : null;
    }

    private async Task<Evidence> AskAsync(SourceOperation operation, CancellationToken cancellationToken)
    {
        if ((await SendAsync(operation.Route, operation.Path, cancellationToken)).NamesPath)
        {
            return Evidence.Confirmed(operation, "The reference has a page of the operation.");
        }

        var existing = new List<Route>();

        foreach (var candidate in operation.Candidates)
        {
            if ((await SendAsync(candidate.Route, candidate.Route.Path, cancellationToken)).NamesPath)
            {
                existing.Add(candidate.Route);
            }
        }

        // A page can be missing although the operation exists.
        return existing.Count == 0
            ? Evidence.Unknown(operation, "The reference has no page of the operation or of a candidate, which proves nothing.")
            : Evidence.Refuted(operation, existing, "The reference has no page of the operation, but one of a candidate.");
    }

    private Task<Reply> SendAsync(Route route, string path, CancellationToken cancellationToken) =>
        sender.SendAsync(HttpMethod.Get, new Uri(reference, $"{route.Slug}/"), path, cancellationToken);
}
