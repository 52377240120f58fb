using Qboxmail.Probe.Document;
using Qboxmail.Probe.Reads;
using Qboxmail.Probe.Results;

namespace Qboxmail.Probe.Stages;

/// <summary>Sends all GET requests of the OpenAPI document with a token, and compares the responses with the document. Changes no data.</summary>
internal sealed class ReadsStage(DocumentSources document, ReadClient client)
{
    public const string Name = "reads";

    private readonly PathValues _values = new(document);
    private readonly SchemaFindings _schemas = new(document);
    private readonly ListChecks _lists = new(client, document);
    private readonly List<Evidence> _evidence = [];
    private readonly List<Difference> _differences = [];

    /// <param name="result">The result to add findings to.</param>
    /// <param name="progress">The receiver of progress reports.</param>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    public async Task<StageResult> RunAsync(StageResult result, IProgress<Progress> progress, CancellationToken cancellationToken)
    {
        if (await CheckAsync(cancellationToken) is { } reason)
        {
            return result with { Inconclusive = reason };
        }

        var open = document.Operations.Where(operation => operation.Method == "GET").OrderBy(operation => operation.Route.Segments.Count).ToList();
        var total = open.Count;

        // Lists return the codes that other paths require, so operations whose codes are missing come last.
        while (open.Count > 0)
        {
            var operation = open.Find(operation => _values.Fill(operation.Route) is not null) ?? open[0];
            open.Remove(operation);
            _evidence.Add(await AskAsync(operation, cancellationToken));
            progress.Report(new Progress(total - open.Count, total));
        }

        return result with
        {
            Evidence = _evidence,
            Differences = [.. _differences, .. _lists.Differences, .. _schemas.Differences],
            Observations = [.. _lists.Observations, .. _schemas.Observations],
        };
    }

    /// <summary>Requests a documented list and a path that cannot exist.</summary>
    /// <returns>The reason why responses prove nothing, or <see langword="null"/> if they are conclusive.</returns>
    private async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        var documented = document.Operations.First(
            operation => operation is { Provenance: "documented", Returns: "page", Route.Parameters.Count: 0 });
        var known = await client.GetAsync(documented.Path, cancellationToken);

        if (known is not { IsSuccess: true })
        {
            var problem = known is null ? "got no response" : $"returned {known.Status}";
            return $"The documented operation {documented.Id} {problem}. Check the token and the base URL.";
        }

        var unknown = await client.GetAsync("/api/qboxmail-probe-no-such-path", cancellationToken);
        return unknown is not { IsSuccess: false } ? "A request to a path that cannot exist succeeded, so responses prove nothing." : null;
    }

    private async Task<Evidence> AskAsync(SourceOperation operation, CancellationToken cancellationToken)
    {
        if (_values.Fill(operation.Route) is not { } path)
        {
            return Evidence.Unknown(operation, "The request was not sent, because no list returned the codes for its path.");
        }

        var response = await client.GetAsync(path, cancellationToken);

        if (response is { IsSuccess: true })
        {
            await CompareAsync(operation, path, response, cancellationToken);
            return Evidence.Confirmed(operation, $"GET returned {response.Status}.");
        }

        if (response?.Status is not (404 or 405))
        {
            return Evidence.Unknown(operation, response is null ? "No response was received." : $"GET returned {response.Status}.");
        }

        ObserveEmptyList(operation, response);
        return await AskCandidatesAsync(operation, response.Status, cancellationToken);
    }

    private async Task<Evidence> AskCandidatesAsync(SourceOperation operation, int status, CancellationToken cancellationToken)
    {
        var existing = new List<Route>();

        foreach (var route in operation.Candidates.Select(candidate => candidate.Route)
            .Where(route => route.Method == "GET" && !document.HasRoute(route)))
        {
            if (_values.Fill(route) is { } path && await client.GetAsync(path, cancellationToken) is { IsSuccess: true } response)
            {
                existing.Add(route);
                await CompareAsync(operation, path, response, cancellationToken);
            }
        }

        return existing.Count > 0 ? Evidence.Refuted(operation, existing, $"GET returned {status}, but a candidate succeeded.")
            : status == 405 ? Evidence.Refuted(operation, [], "The path exists, but does not support GET.")
            : Evidence.Unknown(operation, "GET returned 404: the path may be wrong, or the resource may be missing.");
    }

    private async Task CompareAsync(SourceOperation operation, string path, ReadResponse response, CancellationToken cancellationToken)
    {
        _differences.AddRange(ResponseDifferences.Of(operation, response));

        if (operation.Success is not { } schema || response.Json is not { } json)
        {
            return;
        }

        _schemas.Compare(operation, schema, json);
        _values.Remember(operation, response);

        if (response.Items is not { } items)
        {
            return;
        }

        ObserveEmptyList(operation, response);
        _lists.CheckOrder(operation, items);
        await _lists.CheckSizeAsync(operation, path, response, cancellationToken);
    }

    private void ObserveEmptyList(SourceOperation operation, ReadResponse response)
    {
        if (operation.Parent is not null && response.Items is not { Count: > 0 })
        {
            _lists.Observe(operation, $"An empty list returns {response.Status}.");
        }
    }
}
