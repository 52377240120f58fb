using Qboxmail.Probe.Document;
using Qboxmail.Probe.Results;
using Qboxmail.Probe.Sending;

namespace Qboxmail.Probe.Stages;

/// <summary>
/// Finds the methods of each path with OPTIONS or, if the API does not support OPTIONS, with GET. The paths contain codes that no resource has. The
/// stage sends no token and changes no data.
/// </summary>
internal sealed class RoutesStage(DocumentSources document, PacedSender sender, Uri api)
{
    public const string Name = "routes";

    private static readonly Route Nonsense = new("GET", "/api/qboxmail-probe-no-such-path");

    private HttpMethod _question = HttpMethod.Options;

    /// <param name="result">The result to add findings to.</param>
    /// <param name="progress">The receiver of progress reports.</param>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    public async Task<StageResult> RunAsync(StageResult result, IProgress<Progress> progress, CancellationToken cancellationToken)
    {
        if (!await ChooseQuestionAsync(cancellationToken))
        {
            return result with
            {
                Inconclusive = "Neither OPTIONS nor GET without a token distinguishes a documented path from one that cannot exist.",
            };
        }

        var evidence = new List<Evidence>();

        foreach (var operation in document.Operations)
        {
            evidence.Add(await AskAsync(operation, cancellationToken));
            progress.Report(new Progress(evidence.Count, document.Operations.Count));
        }

        return result with { Evidence = evidence };
    }

    private async Task<bool> ChooseQuestionAsync(CancellationToken cancellationToken)
    {
        var documented = document.Operations.First(
            operation => operation is { Provenance: "documented", Method: "GET", Route.Parameters.Count: 0 }).Route;

        foreach (var question in new[] { HttpMethod.Options, HttpMethod.Get })
        {
            _question = question;
            var known = await FindAsync(documented, cancellationToken);
            var unknown = await FindAsync(Nonsense, cancellationToken);

            if (known.Has(documented.Method) && unknown.IsMissing)
            {
                return true;
            }
        }

        return false;
    }

    private async Task<Evidence> AskAsync(SourceOperation operation, CancellationToken cancellationToken)
    {
        var found = await FindAsync(operation.Route, cancellationToken);

        if (found.Has(operation.Method))
        {
            return Evidence.Confirmed(operation, $"{_question} found the route.");
        }

        var existing = new List<Route>();

        foreach (var candidate in operation.Candidates.Select(candidate => candidate.Route).Where(route => !document.HasRoute(route)))
        {
            if ((await FindAsync(candidate, cancellationToken)).Has(candidate.Method))
            {
                existing.Add(candidate);
            }
        }

        // If the path has exactly one method that no operation uses, that method belongs to this operation.
        var others = (found.IsComplete ? found.Methods ?? [] : [])
            .Select(method => operation.Route with { Method = method })
            .Where(route => !document.HasRoute(route)).ToList();

        if (existing.Count == 0 && others is [var other])
        {
            existing.Add(other);
        }

        return existing.Count > 0 ? Evidence.Refuted(operation, existing, $"{_question} found another route.")
            : !found.IsComplete ? Evidence.Unknown(operation, $"{_question} does not reveal whether the route exists.")
            : found.Methods is not null ? Evidence.Refuted(operation, [], $"{_question} found the path, but without this method.")
            : _question == HttpMethod.Get && operation.Method != "GET"
                ? Evidence.Unknown(operation, "Without OPTIONS, only paths with GET can be found.")
            : Evidence.Refuted(operation, [], $"{_question} did not find the path.");
    }

    private async Task<FoundPath> FindAsync(Route route, CancellationToken cancellationToken)
    {
        var found = await SendAsync(route, cancellationToken);

        if (found.IsMissing || route == Nonsense)
        {
            return found;
        }

        // A path such as /api/domains/{domain_code} also matches /api/domains/anything.
        var neighbor = await SendAsync(route.WithUnknownSegment(), cancellationToken);
        var isOwn = neighbor.IsMissing || (found.Methods is { } methods && neighbor.Methods?.SequenceEqual(methods) == false);
        return isOwn ? found : FoundPath.Uncertain;
    }

    private async Task<FoundPath> SendAsync(Route route, CancellationToken cancellationToken)
    {
        var reply = await sender.SendAsync(_question, new Uri(api, route.WithUnknownCodes), path: null, cancellationToken);

        return FoundPath.Read(_question, reply);
    }
}
