using Qboxmail.Probe.Document;
using Qboxmail.Probe.Results;

namespace Qboxmail.Probe.Edits;

/// <summary>Creates the edits of the CSV files with known facts, which a test compares with the OpenAPI document.</summary>
internal static class KnownFacts
{
    private const string Folder = "tests/Qboxmail.Tests/Document/Facts/";

    /// <summary>Creates the edits of the rows that contain the default of a query parameter.</summary>
    public static IEnumerable<Edit> ChangeDefault(DocumentSources document, IEnumerable<Route> routes, string parameter, int value)
    {
        var places = routes.Select(route => $"{route} query,{parameter},").ToHashSet();

        return Change(document, "fields.csv", row =>
            places.Any(place => row.StartsWith(place, StringComparison.Ordinal))
            && row.Split(',') is [var where, var field, var values, { Length: > 0 }, var required]
                ? $"{where},{field},{values},{value},{required}"
                : null);
    }

    /// <summary>Creates the edits of the rows that contain the route of an operation.</summary>
    public static IEnumerable<Edit> ChangeRoute(DocumentSources document, SourceOperation operation, Route route) =>
        Change(document, "fields.csv", row => row.StartsWith($"{operation.Route} ", StringComparison.Ordinal)
            ? $"{route}{row[operation.Route.ToString().Length..]}" : null)
        .Concat(Change(document, "operations.csv", row => row.StartsWith($"{operation.Id},", StringComparison.Ordinal)
            ? string.Join(',', [operation.Id, route.Method, route.Path, .. row.Split(',').Skip(3)]) : null));

    private static IEnumerable<Edit> Change(DocumentSources document, string file, Func<string, string?> change)
    {
        var lines = File.ReadAllLines(Path.Combine(document.Repository, Folder, file));

        return lines.Index().Where(line => change(line.Item) is { } changed && changed != line.Item)
            .Select(line => new Edit(Folder + file, line.Index + 1, line.Item, change(line.Item)!));
    }
}
