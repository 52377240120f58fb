using Qboxmail.Probe.Document;
using Qboxmail.Probe.Results;

namespace Qboxmail.Probe.Reads;

/// <summary>Creates the differences in status code and content type between a response and the OpenAPI document.</summary>
internal static class ResponseDifferences
{
    public static IEnumerable<Difference> Of(SourceOperation operation, ReadResponse response)
    {
        if (!operation.Successes.Any(success => success.Name == $"{response.Status}"))
        {
            var codes = string.Join(" or ", operation.Successes.Select(success => success.Name));
            yield return new Difference(
                operation.Id, [operation.Id],
                $"returns {codes} in the OpenAPI document, but the service returned {response.Status}",
                operation.Successes is [{ IsMerged: false } only] ? [Rename(only, $"\"{response.Status}\":")] : []);
        }

        if (response.ContentType is { } type && operation.Contents.Count > 0 && !operation.Contents.Any(content => content.Name == type))
        {
            yield return new Difference(
                operation.Id, [operation.Id],
                $"returns {string.Join(" or ", operation.Contents.Select(content => content.Name))} in the OpenAPI document, "
                + $"but the service returned {type}",
                // A file has the same schema regardless of its type. In other cases, a maintainer must decide.
                operation.Returns == "file" && operation.Contents is [{ IsMerged: false } content] ? [Rename(content, $"{type}:")] : []);
        }
        else if (operation.Success is not null && response.Json is null)
        {
            yield return new Difference(
                operation.Id, [operation.Id], "returns an object in the OpenAPI document, but the service did not return one", []);
        }
    }

    private static Edit Rename(SourceEntry entry, string key)
    {
        var old = entry.File.Lines[entry.Line - 1];
        var indent = entry.File.Indent(entry.Line);
        return new Edit(entry.File.Name, entry.Line, old, old[..indent] + key + old[(old.IndexOf(':', StringComparison.Ordinal) + 1)..]);
    }
}
