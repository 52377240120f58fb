using System.Net.Http.Headers;

namespace Qboxmail.Http;

/// <summary>The buffered body of a response. It determines the encoding and the kind of the content.</summary>
internal sealed class ResponseBody : IDisposable
{
    private const string PlainText = "text/plain";
    private const string Html = "text/html";

    private byte[]? _rented;

    /// <summary>Initializes a body and determines its kind.</summary>
    /// <param name="bytes">The bytes as received.</param>
    /// <param name="type">The media type and charset in Content-Type.</param>
    /// <param name="isTruncated">Whether the end is missing.</param>
    /// <param name="isUndecodable">Whether the body could not be decompressed.</param>
    /// <param name="rented">The pooled buffer to return when the body is disposed, or <see langword="null"/>.</param>
    public ResponseBody(
        ArraySegment<byte> bytes, MediaTypeHeaderValue? type, bool isTruncated = false, bool isUndecodable = false, byte[]? rented = null)
    {
        _rented = rented;
        Bytes = bytes;
        MediaType = type?.MediaType;
        IsTruncated = isTruncated;
        IsUndecodable = isUndecodable;
        Utf8 = TextEncodings.ToUtf8(bytes, type?.CharSet);
        Kind = KindOf(Utf8);
    }

    /// <summary>Gets an empty body, for a response that was not read.</summary>
    public static ResponseBody None { get; } = new(new([]), type: null);

    public ArraySegment<byte> Bytes { get; }

    /// <summary>Gets the body in UTF-8, without a byte order mark.</summary>
    public ArraySegment<byte> Utf8 { get; }

    public string Text => Encoding.UTF8.GetString(Utf8.Array!, Utf8.Offset, Utf8.Count);

    public string? MediaType { get; }

    public bool IsTruncated { get; }

    public bool IsUndecodable { get; }

    public BodyKind Kind { get; }

    /// <summary>Gets a value indicating whether the media type is JSON, regardless of the content.</summary>
    public bool IsJsonType => MediaType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) == true;

    public bool IsPlainText => Kind == BodyKind.Other && Is(PlainText);

    /// <summary>
    /// Gets a value indicating whether the JSON may contain a field named error, errors or success. A backslash may be part of an escaped name.
    /// </summary>
    public bool MayListErrors => Kind == BodyKind.Json && (Contains("error"u8) || Contains("success"u8) || Contains("\\"u8));

    /// <summary>Gets the media type and length, as a description of a body that must not be quoted.</summary>
    public string Description => FormattableString.Invariant($"{MediaType ?? "no content type"}, {Bytes.Count} bytes");

    /// <summary>
    /// Returns whether a 2xx response with this content may be a file. HTML and JSON may report an error instead of the file, so they are buffered.
    /// </summary>
    public static bool MayBeFile(HttpContent? content) =>
        content?.Headers.ContentType?.MediaType is not { } type
        || !(type.IndexOf("html", StringComparison.OrdinalIgnoreCase) is >= 0 || type.EndsWith("json", StringComparison.OrdinalIgnoreCase));

    /// <summary>Keeps the body usable after the call: its buffer is not returned to the pool.</summary>
    public void Keep() => _rented = null;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _rented, null) is { } buffer)
        {
            ResponseBodyReader.Return(buffer, Bytes.Count);
        }
    }

    private bool Contains(ReadOnlySpan<byte> text) => Utf8.AsSpan().IndexOf(text) >= 0;

    private bool Is(string type) => string.Equals(MediaType, type, StringComparison.OrdinalIgnoreCase);

    private BodyKind KindOf(ReadOnlySpan<byte> utf8)
    {
        while (utf8 is [(byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n', ..])
        {
            utf8 = utf8[1..];
        }

        return utf8 switch
        {
            [] => BodyKind.Empty,
            [(byte)'{' or (byte)'[', ..] => BodyKind.Json,
            [(byte)'<', ..] => BodyKind.Html,
            _ => Is(Html) && utf8.IndexOf((byte)'<') >= 0 ? BodyKind.Html : BodyKind.Other,
        };
    }
}
