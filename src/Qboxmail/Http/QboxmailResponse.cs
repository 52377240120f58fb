using System.Diagnostics;
using System.Net;

namespace Qboxmail;

/// <summary>A response as it arrived: status, headers, body. Thread-safe.</summary>
[DebuggerDisplay("{StatusCode}")]
public sealed class QboxmailResponse
{
    private readonly Lazy<string> _body;

    internal QboxmailResponse(HttpResponseMessage response, Http.ResponseBody body)
    {
        StatusCode = response.StatusCode;
        Headers = response.Headers.Concat(response.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
            .ToDictionary(header => header.Key, IReadOnlyList<string> (header) => [.. header.Value], StringComparer.OrdinalIgnoreCase);
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
