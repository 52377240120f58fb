namespace Qboxmail.Http;

/// <summary>The buffered content of an error response.</summary>
internal sealed class ErrorContent : ByteArrayContent
{
    /// <summary>Initializes the content with a body that was read.</summary>
    /// <param name="body">The body, as far as it was received and decompressed.</param>
    /// <param name="original">The content whose headers are copied.</param>
    public ErrorContent(ResponseBody body, HttpContent? original)
        : base(body.Bytes.Array!, body.Bytes.Offset, body.Bytes.Count)
    {
        Body = body;

        foreach (var header in original?.Headers.Where(header => header.Key != "Content-Length") ?? [])
        {
            Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
    }

    public ResponseBody Body { get; }

    public ErrorContent Copy() => new(Body, original: this);
}
