using Qboxmail.Probe.Document;
using Qboxmail.Probe.Results;
using Qboxmail.Probe.Sending;

namespace Qboxmail.Probe.Stages;

/// <summary>Requests the reference pages of all inferred operations and their candidates. Requires no token.</summary>
internal sealed class DocsStage(DocumentSources document, PacedSender sender, Uri reference)
{
    public const string Name = "docs";

    private static readonly Route Nonsense = new("GET", "/api/qboxmail_probe/no_such_page");

    /// <param name="result">The result to add findings to.</param>
    /// <param name="progress">The receiver of progress reports.</param>
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

    /// <summary>Requests pages of documented operations and a page that cannot exist.</summary>
    /// <returns>The reason why pages prove nothing, or <see langword="null"/> if they are conclusive.</returns>
    private async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        var documented = document.Operations.Where(operation => operation.Provenance == "documented").Select(operation => operation.Route).ToList();

        foreach (var route in new[] { documented.Find(route => route.Parameters.Count == 0), documented.Find(route => route.Parameters.Count > 0) })
        {
            var page = await SendAsync(route!, route!.Path, cancellationToken);

            if (!page.NamesPath)
            {
                return page.Status is >= 200 and < 300
                    ? $"The page of the documented operation {route} does not contain its path, so pages prove nothing. Check whether the site moved."
                    : $"The page of the documented operation {route} returned {page.Status}. Check whether the site moved.";
            }

            if ((await SendAsync(Nonsense, route.Path, cancellationToken)).NamesPath)
            {
                return "A page that cannot exist contains the path of a documented operation, so pages prove nothing.";
            }
        }

        return (await SendAsync(Nonsense, Nonsense.Path, cancellationToken)).NamesPath
            ? "A page that cannot exist contains its path, so pages prove nothing."
            : null;
    }

    private async Task<Evidence> AskAsync(SourceOperation operation, CancellationToken cancellationToken)
    {
        if ((await SendAsync(operation.Route, operation.Path, cancellationToken)).NamesPath)
        {
            return Evidence.Confirmed(operation, "The API reference has a page for the operation.");
        }

        var existing = new List<Route>();

        foreach (var candidate in operation.Candidates)
        {
            if ((await SendAsync(candidate.Route, candidate.Route.Path, cancellationToken)).NamesPath)
            {
                existing.Add(candidate.Route);
            }
        }

        // An operation can exist without a page.
        return existing.Count == 0
            ? Evidence.Unknown(operation, "The API reference has no page for the operation or a candidate, which proves nothing.")
            : Evidence.Refuted(operation, existing, "The API reference has no page for the operation, but a page for a candidate.");
    }

    private Task<Reply> SendAsync(Route route, string path, CancellationToken cancellationToken) =>
        sender.SendAsync(HttpMethod.Get, new Uri(reference, $"{route.Slug}/"), path, cancellationToken);
}
