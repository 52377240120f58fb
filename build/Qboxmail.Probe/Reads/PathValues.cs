using Qboxmail.Probe.Document;

namespace Qboxmail.Probe.Reads;

/// <summary>The values of path parameters, which are taken from the responses of lists.</summary>
internal sealed class PathValues(DocumentSources document)
{
    private static readonly string[] KeyFields = ["code", "id", "uid", "identity"];

    private readonly HashSet<string> _lists =
        [.. document.Operations.Where(operation => operation.Method == "GET").Select(operation => operation.Path)];

    private readonly Dictionary<string, string> _found = new(StringComparer.Ordinal);

    /// <summary>Stores the code or ID of the first item of a list.</summary>
    public void Remember(SourceOperation operation, ReadResponse response)
    {
        if (response.Items is [var item, ..] && KeyFields.Select(name => item[name]).FirstOrDefault(value => value is not null) is { } key)
        {
            _found.TryAdd(operation.Path, key.ToString());
        }
    }

    /// <summary>Gets the path with values for its parameters, or <see langword="null"/> if no list has supplied a value.</summary>
    public string? Fill(Route route)
    {
        var prefix = "";
        var filled = "";

        foreach (var segment in route.Segments)
        {
            if (!segment.StartsWith('{'))
            {
                filled += "/" + segment;
            }
            // Another list must not replace an empty one, because its codes belong to another kind of resource.
            else if (_found.TryGetValue(prefix, out var value) || (!_lists.Contains(prefix) && _found.TryGetValue(OtherList(segment), out value)))
            {
                filled += "/" + Uri.EscapeDataString(value);
            }
            else
            {
                return null;
            }

            prefix += "/" + segment;
        }

        return filled;
    }

    /// <summary>Gets the path of the list that supplies a value if no list precedes the parameter in its path.</summary>
    private string OtherList(string parameter) => parameter switch
    {
        "{domain_code}" => PathOf("Domains_List"),
        "{code}" => PathOf("EmailAccounts_List"),
        "{id}" => PathOf("EmailLogs_ListIncoming"),
        _ => "",
    };

    private string PathOf(string operation) => document.Find(operation).Path;
}
