using System.Text.Json;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.Document;

namespace Qboxmail.Quickstart;

/// <summary>Sends every GET of the document and compares what comes with it. Reads only.</summary>
internal sealed class Probe(QboxmailClient client)
{
    private static readonly string[] KeyFields = ["code", "id", "uid", "identity"];

    private static readonly HashSet<string> Lists =
        [.. Operation.All.Where(operation => operation.Method == "GET").Select(operation => operation.Path)];

    /// <summary>Values for the parameters of paths, as lists gave them, by the path of the list.</summary>
    private readonly Dictionary<string, string> _found = new(StringComparer.Ordinal);

    /// <summary>Asks everything that can be asked.</summary>
    /// <param name="asked">Hears of each operation when it is done with.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What came, an entry for each GET of the document.</returns>
    public async Task<IReadOnlyList<ProbeFinding>> AskAllAsync(Action<ProbeFinding> asked, CancellationToken cancellationToken)
    {
        var findings = new List<ProbeFinding>();
        var open = Operation.All.Where(operation => operation.Method == "GET").OrderBy(operation => operation.Segments.Count).ToList();

        // Lists give the codes that other paths need, so that those wait until nothing else is left.
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
            return new ProbeFinding(operation, $"not asked: no list gave a value for {missing}", wasAsked: false);
        }

        try
        {
            var response = await client.SendAsync(HttpMethod.Get, path + (operation.Returns == "page" ? "?per=2" : ""), cancellationToken: cancellationToken);
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
            return new ProbeFinding(operation, $"{status}, but no JSON ({type})");
        }

        var finding = new ProbeFinding(operation, $"{status}, {type}");

        if (json is JsonObject answer)
        {
            finding.Compare("(answer)", operation.Success!, answer);
            Remember(operation, answer);
        }

        return finding;
    }

    /// <summary>Keeps what leads to single rows of a list.</summary>
    private void Remember(Operation operation, JsonObject answer)
    {
        if (answer["resources"] is JsonArray { Count: > 0 } rows && rows[0] is JsonObject row)
        {
            var key = KeyFields.Select(name => row[name]).FirstOrDefault(value => value is not null);

            if (key is not null)
            {
                _found.TryAdd(operation.Path, key.ToString());
            }
        }
    }

    /// <summary>The list that gives a value where the path itself is none.</summary>
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
            // A list that is there but empty must not be answered for by another one, whose codes are of another kind.
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
