using System.Net.Http.Headers;
using System.Text;

namespace Qboxmail.Http;

/// <summary>The body of a response in memory: the one place that decides its encoding and its kind.</summary>
internal sealed class ResponseBody
{
    private const string PlainText = "text/plain";
    private const string Html = "text/html";

    /// <summary>Initializes a body.</summary>
    /// <param name="bytes">The bytes as received.</param>
    /// <param name="type">The media type and charset in Content-Type.</param>
    /// <param name="isTruncated">Whether the end is missing.</param>
    /// <param name="isUndecodable">Whether the body could not be decompressed.</param>
    public ResponseBody(byte[] bytes, MediaTypeHeaderValue? type, bool isTruncated = false, bool isUndecodable = false)
    {
        Bytes = bytes;
        MediaType = type?.MediaType;
        IsTruncated = isTruncated;
        IsUndecodable = isUndecodable;
        Utf8 = TextEncodings.ToUtf8(bytes, type?.CharSet);
        Kind = KindOf(Utf8);
    }

    /// <summary>Gets the body of a response that was not read.</summary>
    public static ResponseBody None { get; } = new([], type: null);

    public byte[] Bytes { get; }

    /// <summary>Gets the text in UTF-8, without a byte order mark.</summary>
    public byte[] Utf8 { get; }

    public string Text => Encoding.UTF8.GetString(Utf8);

    public string? MediaType { get; }

    public bool IsTruncated { get; }

    public bool IsUndecodable { get; }

    public BodyKind Kind { get; }

    public bool IsPlainText => Kind == BodyKind.Other && Is(PlainText);

    /// <summary>Gets the media type and the length, which describe a body that must not be quoted.</summary>
    public string Description => FormattableString.Invariant($"{MediaType ?? "no content type"}, {Bytes.Length} bytes");

    /// <summary>
    /// Returns whether a success of this type may be a file. HTML or JSON is read, because it may be an error in place of the file.
    /// </summary>
    public static bool MayBeFile(HttpContent? content) =>
        content?.Headers.ContentType?.MediaType is not { } type
        || !(type.Equals(Html, StringComparison.OrdinalIgnoreCase) || type.EndsWith("json", StringComparison.OrdinalIgnoreCase));

    private bool Is(string type) => string.Equals(MediaType, type, StringComparison.OrdinalIgnoreCase);

    private BodyKind KindOf(byte[] utf8)
    {
        var start = 0;

        while (start < utf8.Length && utf8[start] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            start++;
        }

        return start == utf8.Length ? BodyKind.Empty : utf8[start] switch
        {
            (byte)'{' or (byte)'[' => BodyKind.Json,
            (byte)'<' => BodyKind.Html,
            _ => Is(Html) && Array.IndexOf(utf8, (byte)'<') >= 0 ? BodyKind.Html : BodyKind.Other,
        };
    }
}
