using System.Diagnostics;
using System.Net;

namespace Qboxmail;

/// <summary>A response as it arrived: status, headers, body. Thread-safe.</summary>
[DebuggerDisplay("{StatusCode}")]
public sealed class QboxmailResponse
{
    private readonly Lazy<string> _body;

    /// <summary>Initializes a response, for test doubles.</summary>
    /// <param name="statusCode">The status of the response.</param>
    /// <param name="body">The body of the response.</param>
    /// <param name="headers">The headers of the response; none when null.</param>
    public QboxmailResponse(
        HttpStatusCode statusCode, string body = "", IReadOnlyDictionary<string, IReadOnlyList<string>>? headers = null)
    {
        var text = body ?? throw new ArgumentNullException(nameof(body));
        StatusCode = statusCode;
        Headers = (headers ?? Enumerable.Empty<KeyValuePair<string, IReadOnlyList<string>>>())
            .ToDictionary(header => header.Key, header => header.Value, StringComparer.OrdinalIgnoreCase);
        _body = new(() => text);
    }

    internal QboxmailResponse(HttpResponseMessage response, Http.ResponseBody body)
    {
        StatusCode = response.StatusCode;
        // Grouped, because the native handler of iOS adds most headers to both collections.
        Headers = response.Headers.Concat(response.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
            .GroupBy(header => header.Key, header => header.Value, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(header => header.Key, IReadOnlyList<string> (header) => header.First().ToList(), StringComparer.OrdinalIgnoreCase);
        body.Keep();
        _body = new(() => body.Text);
    }

    /// <summary>Gets the status of the response.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>Gets the headers of the response. Names are case-insensitive.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get; }

    /// <summary>Gets the body of the response as text, including secrets; empty when there is none.</summary>
    /// <remarks>The encoding is that of the byte order mark, which is removed, else the charset of the content type, else UTF-8.</remarks>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string Body => _body.Value;
}
