using System.Text;

namespace Qboxmail.Http;

/// <summary>Determines the encoding of a body: from its byte order mark, else from the charset of the content type, else UTF-8.</summary>
internal static class TextEncodings
{
    /// <summary>Returns the text in UTF-8 without a byte order mark.</summary>
    /// <param name="bytes">The text in any encoding.</param>
    /// <param name="charset">The name of its encoding, or null when the server names none.</param>
    public static ArraySegment<byte> ToUtf8(ArraySegment<byte> bytes, string? charset)
    {
        // The charset of UTF-16 and UTF-32 is often wrong or without a byte order. Text begins with an ASCII character, so the zero bytes decide.
        var encoding = ByZeroBytes(bytes) ?? Named(charset) ?? Encoding.UTF8;

        if (encoding is UTF8Encoding or ASCIIEncoding && !MayStartWithMark(bytes))
        {
            return bytes;
        }

        using var reader = new StreamReader(
            new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count), encoding, detectEncodingFromByteOrderMarks: true);

        // Files of which PHP composes a response can each have a mark.
        return new(Encoding.UTF8.GetBytes(reader.ReadToEnd().TrimStart('\uFEFF')));
    }

    private static Encoding? ByZeroBytes(ReadOnlySpan<byte> bytes) => bytes.Length < 4 ? null : (bytes[0], bytes[1], bytes[2], bytes[3]) switch
    {
        (0, 0, 0, not 0) => new UTF32Encoding(bigEndian: true, byteOrderMark: false),
        (not 0, 0, 0, 0) => Encoding.UTF32,
        (0, not 0, _, _) => Encoding.BigEndianUnicode,
        (not 0, 0, _, _) => Encoding.Unicode,
        _ => null,
    };

    // The first bytes of all byte order marks. JSON in UTF-8 never starts with one of them.
    private static bool MayStartWithMark(ReadOnlySpan<byte> bytes) => bytes.Length > 1 && bytes[0] is 0x00 or 0xEF or 0xFE or 0xFF;

    private static Encoding? Named(string? charset)
    {
        try
        {
            return charset?.Trim('"', '\'', ' ').ToLowerInvariant() switch
            {
                null or "" or "utf-8" => null,
                // These are not available everywhere and differ only in punctuation.
                "windows-1252" or "cp1252" or "iso-8859-15" => Encoding.GetEncoding("iso-8859-1"),
                // Text that has no zero bytes is neither.
                var name => Encoding.GetEncoding(name) is var named and not (UnicodeEncoding or UTF32Encoding) ? named : null,
            };
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            // An unknown charset; JSON is UTF-8.
            return null;
        }
    }
}
