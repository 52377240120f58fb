using Qboxmail.Probe.Document;
using Qboxmail.Probe.Results;

namespace Qboxmail.Probe.Reads;

/// <summary>The differences between a response as a whole and the document.</summary>
internal static class ResponseDifferences
{
    public static IEnumerable<Difference> Of(SourceOperation operation, ReadResponse response)
    {
        if (!operation.Successes.Any(success => success.Name == $"{response.Status}"))
        {
            var codes = string.Join(" or ", operation.Successes.Select(success => success.Name));
            yield return new Difference(
                operation.Id, [operation.Id],
                $"succeeds with {codes} in the document, but with {response.Status} in the service",
                operation.Successes is [{ IsMerged: false } only] ? [Rename(only, $"\"{response.Status}\":")] : []);
        }

        if (response.ContentType is { } type && operation.Contents.Count > 0 && !operation.Contents.Any(content => content.Name == type))
        {
            yield return new Difference(
                operation.Id, [operation.Id],
                $"returns {string.Join(" or ", operation.Contents.Select(content => content.Name))} in the document, but {type} in the service",
                // A file of another type has the same schema. In other cases a person must decide.
                operation.Returns == "file" && operation.Contents is [{ IsMerged: false } content] ? [Rename(content, $"{type}:")] : []);
        }
        else if (operation.Success is not null && response.Json is null)
        {
            yield return new Difference(operation.Id, [operation.Id], "returns an object in the document, but not in the service", []);
        }
    }

    private static Edit Rename(SourceEntry entry, string key)
    {
        var old = entry.File.Lines[entry.Line - 1];
        var indent = entry.File.Indent(entry.Line);
        return new Edit(entry.File.Name, entry.Line, old, old[..indent] + key + old[(old.IndexOf(':', StringComparison.Ordinal) + 1)..]);
    }
}
