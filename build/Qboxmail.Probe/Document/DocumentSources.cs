using System.Security.Cryptography;
using System.Text;

namespace Qboxmail.Probe.Document;

/// <summary>The YAML source files of the OpenAPI document, which the edits change.</summary>
internal sealed class DocumentSources
{
    public const string Root = "openapi/management.yaml";

    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch"];

    private readonly Dictionary<string, SourceFile> _files = new(StringComparer.Ordinal);

    /// <summary>Initializes a new instance of the <see cref="DocumentSources"/> class with the operations of the document.</summary>
    /// <param name="repository">The root folder of the repository, which contains <c>openapi/</c>.</param>
    public DocumentSources(string repository)
    {
        Repository = Path.GetFullPath(repository);
        Operations =
        [
            .. from path in Node(Root)["paths"]!.Entries
               from method in path.Value.Target.Entries
               where Methods.Contains(method.Name)
               select new SourceOperation(path, method),
        ];
    }

    /// <summary>Gets the full path of the root folder of the repository.</summary>
    public string Repository { get; }

    public IReadOnlyList<SourceOperation> Operations { get; }

    /// <summary>Finds the root folder of the repository: the specified folder or its nearest parent that contains the document.</summary>
    public static string FindRepository(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, Root)))
            {
                return folder.FullName;
            }
        }

        throw new UsageException($"{Root} was not found. Run the probe in a clone of the repository, or set --repository to its root folder.");
    }

    /// <summary>Gets a hash of the files. A report with another hash belongs to another version of the document.</summary>
    public string Fingerprint
    {
        get
        {
            var folder = Path.Combine(Repository, Path.GetDirectoryName(Root)!);
            var files = Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories)
                .Where(file => !Path.GetRelativePath(folder, file).StartsWith("dist", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal);
            var text = string.Join('\n', files.Select(System.IO.File.ReadAllText));
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        }
    }

    /// <summary>Returns a value indicating whether an operation has the route, which thus cannot be the route of another operation.</summary>
    public bool HasRoute(Route route) => Operations.Any(operation => operation.Method == route.Method && operation.Route.Shape == route.Shape);

    public SourceOperation Find(string id) => Operations.First(operation => operation.Id == id);

    /// <summary>Gets the entry with the operations of a path, in the file of its resource group.</summary>
    public SourceEntry PathItemEntry(SourceOperation operation)
    {
        var reference = operation.PathEntry.Value.Entry("$ref")!.Value.Text!;
        var slash = reference.LastIndexOf('/');
        return Follow(operation.PathEntry.File, reference[..slash]).Entry(reference[(slash + 1)..])!;
    }

    public SourceFile File(string name) =>
        _files.TryGetValue(name, out var file) ? file : _files[name] = SourceFile.Read(Repository, name);

    /// <summary>Gets the node that a <c>$ref</c> refers to.</summary>
    public SourceNode Follow(SourceFile from, string reference)
    {
        var (file, pointer) = reference.Split('#') is [var path, var inside] ? (path, inside) : (reference, "");
        var folder = Path.GetDirectoryName(Path.GetFullPath(from.Name, Repository))!;
        var name = file.Length == 0 ? from.Name : Path.GetRelativePath(Repository, Path.GetFullPath(file, folder)).Replace('\\', '/');

        return pointer.Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))
            .Aggregate(Node(name), (node, part) => node.Entry(part)?.Value
                ?? throw new UsageException($"{from.Name} refers to {reference}, which does not exist. Correct the reference."));
    }

    private SourceNode Node(string name)
    {
        var file = File(name);
        return new SourceNode(this, file, file.Root);
    }
}
