using System.Text.Json.Nodes;
using Qboxmail.Probe.Document;
using Qboxmail.Probe.Edits;
using Qboxmail.Probe.Results;

namespace Qboxmail.Probe.Reads;

/// <summary>Checks the paging and the order of lists.</summary>
internal sealed class ListChecks(ReadClient client, DocumentSources document)
{
    // A maximum above this size is not worth documenting.
    private const int LargestSize = 1000;

    private static readonly string[] OrderFields = ["created_at", "code", "name", "id"];

    private readonly HashSet<(string File, int Line)> _checked = [];

    public List<Difference> Differences { get; } = [];

    public List<Observation> Observations { get; } = [];

    /// <summary>Checks the default and the maximum page size, once for each parameter that lists share.</summary>
    public async Task CheckSizeAsync(SourceOperation operation, string path, ReadResponse first, CancellationToken cancellationToken)
    {
        if (operation.Query("per") is not { } parameter || !_checked.Add((parameter.File.Name, parameter.Line)))
        {
            return;
        }

        if (first.Pagination("per") is not { } size)
        {
            Observe(operation, "The pagination in the response does not contain the page size.");
            return;
        }

        var schema = parameter["schema"]!;

        if (schema.Entry("default") is { } documented && documented.Value.Text != $"{size}")
        {
            var edits = PageSizeEdits.ChangeDefault(document, parameter, size);
            Add(operation, $"is {documented.Value.Text} by default in the OpenAPI document, but was {size}", edits);
        }

        await CheckMaximumAsync(operation, path, parameter, cancellationToken);
    }

    /// <summary>Records the observed order of the items.</summary>
    public void CheckOrder(SourceOperation operation, IReadOnlyList<JsonObject> items)
    {
        if (items.Count < 3)
        {
            return;
        }

        var orders = OrderFields
            .Where(field => items.All(item => item[field] is not null) && items.Select(item => $"{item[field]}").Distinct().Skip(1).Any())
            .Select(field => (Field: field, Values: items.Select(item => $"{item[field]}").ToList()))
            .Select(entry => IsSorted(entry.Values) ? $"ascending by {entry.Field}"
                : IsSorted([.. Enumerable.Reverse(entry.Values)]) ? $"descending by {entry.Field}" : null)
            .OfType<string>().ToList();

        Observe(operation, orders.Count == 0 ? "The items are in no apparent order." : $"The items are {string.Join(", and ", orders)}.");
    }

    public void Observe(SourceOperation operation, string text) => Observations.Add(new Observation(operation.Id, text));

    private async Task CheckMaximumAsync(SourceOperation operation, string path, SourceNode parameter, CancellationToken cancellationToken)
    {
        var schema = parameter["schema"]!;
        var documented = int.TryParse(schema["maximum"]?.Text, out var number) ? number : (int?)null;
        var largest = Math.Max((documented ?? 0) + 1, LargestSize);

        if (await EchoAsync(largest) is { } echo)
        {
            if (echo == largest)
            {
                Observe(operation, $"The service accepts a page size of {largest}.");
            }

            Compare(echo == largest ? null : echo);
            return;
        }

        // The service rejects large sizes without reporting the maximum, so a binary search finds it.
        var (accepted, rejected) = (1, largest);

        while (rejected - accepted > 1)
        {
            var middle = (accepted + rejected) / 2;
            (accepted, rejected) = await EchoAsync(middle) == middle ? (middle, rejected) : (accepted, middle);
        }

        Compare(accepted);

        async Task<int?> EchoAsync(int size) => (await client.GetAsync($"{path}?per={size}", cancellationToken))?.Pagination("per");

        void Compare(int? maximum)
        {
            if (maximum != documented)
            {
                var limit = documented is null ? "unlimited" : $"at most {documented}";
                Add(
                    operation,
                    $"is {limit} in the OpenAPI document, but {(maximum is null ? $"{largest} was accepted" : $"at most {maximum} was accepted")}",
                    maximum is { } found ? PageSizeEdits.ChangeMaximum(schema, found) : []);
            }
        }
    }

    private void Add(SourceOperation operation, string description, IReadOnlyList<Edit> edits) =>
        Differences.Add(new Difference("the page size", [operation.Id], description, edits));

    private static bool IsSorted(List<string> values) =>
        values.Zip(values.Skip(1)).All(pair => StringComparer.OrdinalIgnoreCase.Compare(pair.First, pair.Second) <= 0);
}
