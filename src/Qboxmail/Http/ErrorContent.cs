namespace Qboxmail.Http;

/// <summary>The body of an error in memory, with what its bytes do not show.</summary>
/// <param name="bytes">The bytes, as far as they were received and decompressed.</param>
/// <param name="isTruncated">Whether the end is missing.</param>
/// <param name="isUndecodable">Whether the body could not be decompressed.</param>
internal sealed class ErrorContent(byte[] bytes, bool isTruncated, bool isUndecodable) : ByteArrayContent(bytes)
{
    private readonly byte[] _bytes = bytes;

    public bool IsTruncated { get; } = isTruncated;

    public bool IsUndecodable { get; } = isUndecodable;

    public ErrorContent Copy()
    {
        var copy = new ErrorContent(_bytes, IsTruncated, IsUndecodable);

        foreach (var header in Headers)
        {
            copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        return copy;
    }
}
