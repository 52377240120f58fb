using System.Text.Json;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.Document;

namespace Qboxmail.Probe;

/// <summary>Sends every GET of the document and compares the responses with the document. Changes nothing.</summary>
internal sealed class ReadProbe(QboxmailClient client)
{
    private static readonly string[] KeyFields = ["code", "id", "uid", "identity"];

    private static readonly HashSet<string> Lists =
        [.. Operation.All.Where(operation => operation.Method == "GET").Select(operation => operation.Path)];

    /// <summary>Values of path parameters, taken from lists, by the path of the list.</summary>
    private readonly Dictionary<string, string> _found = new(StringComparer.Ordinal);

    /// <summary>Sends every GET whose path parameters are known.</summary>
    /// <param name="asked">Called after each operation.</param>
    /// <param name="cancellationToken">The token to cancel the operation with.</param>
    /// <returns>One finding for each GET of the document.</returns>
    public async Task<IReadOnlyList<ProbeFinding>> AskAllAsync(Action<ProbeFinding> asked, CancellationToken cancellationToken)
    {
        var findings = new List<ProbeFinding>();
        var open = Operation.All.Where(operation => operation.Method == "GET").OrderBy(operation => operation.Segments.Count).ToList();

        // Lists return the codes that other paths need, so operations with missing codes come last.
        while (open.Count > 0)
        {
            var operation = open.Find(operation => Fill(operation, out _) is not null) ?? open[0];
            open.Remove(operation);

            var finding = await AskAsync(operation, cancellationToken);
            findings.Add(finding);
            asked(finding);
        }

        return findings;
    }

    private async Task<ProbeFinding> AskAsync(Operation operation, CancellationToken cancellationToken)
    {
        if (Fill(operation, out var missing) is not { } path)
        {
            return new ProbeFinding(operation, $"not sent: no list contains a value for {missing}", wasAsked: false);
        }

        try
        {
            var query = operation.Returns == "page" ? "?per=2" : "";
            var response = await client.SendAsync(HttpMethod.Get, path + query, cancellationToken: cancellationToken);
            var type = response.Headers.TryGetValue("Content-Type", out var types) ? types[0] : "no content type";

            return operation.Success is null
                ? new ProbeFinding(operation, $"{(int)response.StatusCode}, {type}")
                : Compare(operation, (int)response.StatusCode, type, response.Body);
        }
        catch (QboxmailApiException exception)
        {
            return new ProbeFinding(operation, $"{(int)exception.StatusCode} {exception.Reason}");
        }
        catch (QboxmailException exception)
        {
            return new ProbeFinding(operation, exception.GetType().Name);
        }
    }

    private ProbeFinding Compare(Operation operation, int status, string type, string body)
    {
        JsonNode? json;

        try
        {
            json = JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return new ProbeFinding(operation, $"{status}, not JSON ({type})");
        }

        var finding = new ProbeFinding(operation, $"{status}, {type}");

        if (json is JsonObject response)
        {
            finding.Compare("(response)", operation.Success!, response);
            Remember(operation, response);
        }

        return finding;
    }

    /// <summary>Keeps the key of the first item of a list.</summary>
    private void Remember(Operation operation, JsonObject response)
    {
        if (response["resources"] is JsonArray { Count: > 0 } items && items[0] is JsonObject item)
        {
            var key = KeyFields.Select(name => item[name]).FirstOrDefault(value => value is not null);

            if (key is not null)
            {
                _found.TryAdd(operation.Path, key.ToString());
            }
        }
    }

    /// <summary>The list that supplies a value when no list precedes the parameter in its path.</summary>
    private static string OtherList(string parameter) => parameter switch
    {
        "{domain_code}" => "/api/domains",
        "{code}" => "/api/domains/{domain_code}/email_accounts",
        "{id}" => "/api/logs/incoming",
        _ => "",
    };

    private string? Fill(Operation operation, out string missing)
    {
        var prefix = "";
        var filled = "";
        missing = "";

        foreach (var segment in operation.Segments)
        {
            if (!segment.StartsWith('{'))
            {
                filled += "/" + segment;
            }
            // An empty list must not be replaced by another list, whose codes are of another kind.
            else if (_found.TryGetValue(prefix, out var value) || (!Lists.Contains(prefix) && _found.TryGetValue(OtherList(segment), out value)))
            {
                filled += "/" + Uri.EscapeDataString(value);
            }
            else
            {
                missing = segment;
                return null;
            }

            prefix += "/" + segment;
        }

        return filled;
    }
}
