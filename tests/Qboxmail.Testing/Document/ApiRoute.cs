using System.Globalization;

namespace Qboxmail.Testing.Document;

/// <summary>Reads methods, paths and page sizes from the OpenAPI document, so that a correction of the document does not break tests.</summary>
public static class ApiRoute
{
    private static readonly Dictionary<string, DocumentedOperation> Operations = ApiDocument.Operations.ToDictionary(operation => operation.Id);

    /// <summary>Gets the documented maximum page size, or <see cref="int.MaxValue"/> if there is none.</summary>
    public static int MaximumPage { get; } = Maximum("Domains_List");

    /// <summary>Gets the largest page size that the library requests for lists without a specific maximum.</summary>
    public static int LargestPage { get; } = Math.Min(200, MaximumPage);

    /// <summary>Gets the page size that the library requests by default.</summary>
    public static int DefaultPage { get; } = Math.Min(100, LargestPage);

    public static HttpMethod Method(string operation) => Operations[operation].Method;

    /// <summary>Gets the path of an operation with values for its parameters.</summary>
    /// <param name="operation">The ID of the operation.</param>
    /// <param name="codes">The escaped values of the parameters, in the order of the path.</param>
    public static string Path(string operation, params string[] codes)
    {
        var remaining = new Queue<string>(codes);
        var path = "/" + string.Join('/', Operations[operation].Segments.Select(segment => segment.StartsWith('{') ? remaining.Dequeue() : segment));

        return remaining.Count == 0 ? path : throw new ArgumentException($"The path of {operation} has fewer parameters.", nameof(codes));
    }

    private static int Maximum(string operation) =>
        Operations[operation].Parameters.Single(parameter => parameter.Name == "per").Schema!.Maximum is { } maximum
            ? int.Parse(maximum, CultureInfo.InvariantCulture)
            : int.MaxValue;
}
