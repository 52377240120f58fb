namespace Qboxmail.Http;

/// <summary>Describes an operation of the OpenAPI document: how to send its request, and when to retry it.</summary>
/// <param name="id">The operation ID.</param>
/// <param name="method">The HTTP method.</param>
/// <param name="path">The path template, with parameters in braces and without a leading slash.</param>
/// <param name="isIdempotent">Whether a retry is safe even if the API has processed an earlier attempt.</param>
/// <param name="isRead">Whether the operation only reads data, although its HTTP method is not GET.</param>
/// <param name="isInferred">Whether the method and path are inferred and may be wrong.</param>
/// <param name="candidates">The other methods and paths that an inferred operation may have.</param>
/// <param name="largestPage">The maximum page size of a paged list, if it is known.</param>
/// <param name="parent">For a list of child resources, the operation that shows whether the parent exists.</param>
internal sealed class ApiOperation(
    string id, HttpMethod method, string path, bool isIdempotent = false, bool isRead = false, bool isInferred = false, string candidates = "",
    int largestPage = PagingOptions.LargestKnownPage, ApiOperation? parent = null)
{
    public string Id { get; } = id;

    public HttpMethod Method { get; } = method;

    public string Path { get; } = path;

    public bool IsRepeatable { get; } = method == HttpMethod.Get || isIdempotent;

    /// <summary>Gets a value indicating whether the operation may change data.</summary>
    public bool IsWrite { get; } = !isRead && method != HttpMethod.Get && method != HttpMethod.Head && method != HttpMethod.Options;

    /// <summary>Gets a value indicating whether the method and path are inferred and may be wrong.</summary>
    public bool IsInferred { get; } = isInferred;

    /// <summary>Gets the other methods and paths that an inferred operation may have, or an empty list.</summary>
    public string Candidates { get; } = candidates;

    /// <summary>Gets the maximum number of items on a page.</summary>
    public int LargestPage { get; } = Math.Min(largestPage, PagingOptions.LargestKnownPage);

    public ApiOperation? Parent { get; } = parent;

    /// <summary>Gets the tags for activities and metrics, which are allocated once per operation.</summary>
    public KeyValuePair<string, object?>[] Tags { get; } =
    [
        new("qboxmail.operation", id),
        new("http.request.method", method.Method),
        new("url.template", "/" + path),
    ];
}
