namespace Qboxmail.Http;

/// <summary>What the document says about an operation.</summary>
/// <param name="id">Id in the document.</param>
/// <param name="method">HTTP method.</param>
/// <param name="path">Path with its parameters in braces, without a leading slash.</param>
/// <param name="isIdempotent">Whether it may be sent again although the first try may have been done.</param>
/// <param name="isRead">Whether it only reads although its method is not that of a read.</param>
/// <param name="parent">For a list below a resource: the operation that tells whether the resource exists.</param>
internal sealed class ApiOperation(string id, HttpMethod method, string path, bool isIdempotent = false, bool isRead = false, ApiOperation? parent = null)
{
    public string Id { get; } = id;

    public HttpMethod Method { get; } = method;

    public string Path { get; } = path;

    public bool IsRepeatable { get; } = method == HttpMethod.Get || isIdempotent;

    /// <summary>Whether it may change something.</summary>
    public bool IsWrite { get; } = !isRead && method != HttpMethod.Get && method != HttpMethod.Head && method != HttpMethod.Options;

    public ApiOperation? Parent { get; } = parent;

    /// <summary>The tags of activities and metrics, built once for all calls.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Tags { get; } =
    [
        new("qboxmail.operation", id),
        new("http.request.method", method.Method),
        new("url.template", "/" + path),
    ];
}
