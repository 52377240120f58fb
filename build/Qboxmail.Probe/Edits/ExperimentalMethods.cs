using Qboxmail.Probe.Document;
using Qboxmail.Probe.Results;

namespace Qboxmail.Probe.Edits;

/// <summary>Creates the edits of handwritten methods that call an inferred operation. Generated methods need no edits.</summary>
internal static class ExperimentalMethods
{
    private const string Folder = "src/Qboxmail/Clients";

    /// <summary>
    /// Creates the edits that remove the <c>[Experimental]</c> attributes. A comment on the line of each attribute contains the operation ID.
    /// </summary>
    /// <param name="document">The source files of the OpenAPI document.</param>
    /// <param name="confirmed">The confirmed operations.</param>
    public static IEnumerable<Edit> Of(DocumentSources document, IEnumerable<SourceOperation> confirmed)
    {
        var marks = confirmed.Select(operation => $"Experimental(\"QBOX001\")] // {operation.Id} is inferred.").ToList();

        return from file in Directory.EnumerateFiles(Path.Combine(document.Repository, Folder), "*.cs").Order(StringComparer.Ordinal)
               from line in File.ReadAllLines(file).Index()
               where marks.Exists(mark => line.Item.EndsWith(mark, StringComparison.Ordinal))
               select new Edit($"{Folder}/{Path.GetFileName(file)}", line.Index + 1, line.Item, "");
    }
}
