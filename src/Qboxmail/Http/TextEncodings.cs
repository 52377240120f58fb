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
        // Text without a zero byte is not UTF-16 or UTF-32, whatever the charset claims.
        var named = Named(charset) is { } encoding && (encoding is not (UnicodeEncoding or UTF32Encoding) || bytes.AsSpan().IndexOf((byte)0) >= 0)
            ? encoding
            : Encoding.UTF8;

        if (named is UTF8Encoding or ASCIIEncoding && !MayStartWithMark(bytes))
        {
            return bytes;
        }

        using var reader = new StreamReader(
            new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count), named, detectEncodingFromByteOrderMarks: true);
        return new(Encoding.UTF8.GetBytes(reader.ReadToEnd()));
    }

    // The first bytes of all byte order marks. No JSON in UTF-8 starts with one of them.
    private static bool MayStartWithMark(ReadOnlySpan<byte> bytes) => bytes.Length > 1 && bytes[0] is 0x00 or 0xEF or 0xFE or 0xFF;

    private static Encoding? Named(string? charset)
    {
        try
        {
            return charset?.Trim('"', '\'', ' ').ToLowerInvariant() switch
            {
                null or "" or "utf-8" => null,
                // Browsers treat both alike. Windows-1252 itself is not available everywhere and differs only in punctuation.
                "windows-1252" or "cp1252" => Encoding.GetEncoding("iso-8859-1"),
                var name => Encoding.GetEncoding(name),
            };
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            // An unknown charset; JSON is UTF-8.
            return null;
        }
    }
}
