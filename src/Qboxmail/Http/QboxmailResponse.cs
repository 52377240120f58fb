using System.Diagnostics;
using System.Net;
using System.Text;

namespace Qboxmail;

/// <summary>An answer as it came: status, headers, body. Thread-safe.</summary>
[DebuggerDisplay("{StatusCode}")]
public sealed class QboxmailResponse
{
    private readonly Lazy<string> _body;

    internal QboxmailResponse(HttpResponseMessage response, byte[] body)
    {
        StatusCode = response.StatusCode;
        Headers = response.Headers.Concat(response.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
            .ToDictionary(header => header.Key, IReadOnlyList<string> (header) => [.. header.Value], StringComparer.OrdinalIgnoreCase);
        _body = new(() => Encoding.UTF8.GetString(body));
    }

    /// <summary>Status of the answer.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>Headers of the answer. Names are compared without case.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get; }

    /// <summary>Body of the answer as text, secrets included; empty when there was none.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string Body => _body.Value;
}
