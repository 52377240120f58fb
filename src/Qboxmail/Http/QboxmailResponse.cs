using System.Diagnostics;

namespace Qboxmail;

/// <summary>A response of the API: its status code, headers and body. The class is thread-safe.</summary>
[DebuggerDisplay("{StatusCode}")]
public sealed class QboxmailResponse
{
    private readonly Lazy<string> _body;

    /// <summary>Initializes a new instance of the <see cref="QboxmailResponse"/> class, for use in tests.</summary>
    /// <param name="statusCode">The HTTP status code of the response.</param>
    /// <param name="body">The body of the response.</param>
    /// <param name="headers">The headers of the response, or <see langword="null"/> for none.</param>
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
        // Headers are grouped by name, because the native handler of iOS adds most of them to both collections.
        Headers = response.Headers.Concat(response.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
            .GroupBy(header => header.Key, header => header.Value, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(header => header.Key, IReadOnlyList<string> (header) => header.First().ToList(), StringComparer.OrdinalIgnoreCase);
        body.Keep();
        _body = new(() => body.Text);
    }

    /// <summary>Gets the HTTP status code of the response.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>Gets the headers of the response. Names are case-insensitive.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get; }

    /// <summary>Gets the body of the response as a string, including any secrets, or an empty string if there is no body.</summary>
    /// <remarks>
    /// The encoding is that of the byte order mark, otherwise that of the Content-Type header, otherwise UTF-8. The byte order mark is removed.
    /// </remarks>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string Body => _body.Value;
}
