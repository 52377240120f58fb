namespace Qboxmail.Http;

/// <summary>The body of an error in memory, with what its bytes do not show.</summary>
internal sealed class ErrorContent : ByteArrayContent
{
    private readonly byte[] _bytes;

    /// <summary>Initializes a content.</summary>
    /// <param name="bytes">The bytes, as far as they were received and decompressed.</param>
    /// <param name="isTruncated">Whether the end is missing.</param>
    /// <param name="isUndecodable">Whether the body could not be decompressed.</param>
    /// <param name="original">The content whose headers are copied.</param>
    public ErrorContent(byte[] bytes, bool isTruncated, bool isUndecodable, HttpContent? original)
        : base(bytes)
    {
        _bytes = bytes;
        IsTruncated = isTruncated;
        IsUndecodable = isUndecodable;

        foreach (var header in original?.Headers.Where(header => header.Key != "Content-Length") ?? [])
        {
            Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
    }

    public bool IsTruncated { get; }

    public bool IsUndecodable { get; }

    public ErrorContent Copy() => new(_bytes, IsTruncated, IsUndecodable, original: this);
}
