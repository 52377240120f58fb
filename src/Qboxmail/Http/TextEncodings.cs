using System.Text;

namespace Qboxmail.Http;

/// <summary>Determines the encoding of a body: from its byte order mark, else from the charset of the content type, else UTF-8.</summary>
internal static class TextEncodings
{
    // UTF-32 first: its little-endian mark starts with that of UTF-16.
    private static readonly (Encoding Encoding, byte[] Mark)[] Marked =
    [
        .. new Encoding[]
        {
            new UTF32Encoding(false, true), new UTF32Encoding(true, true), Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode,
        }.Select(encoding => (encoding, encoding.GetPreamble())),
    ];

    /// <summary>Returns the text in UTF-8 without a byte order mark.</summary>
    /// <param name="bytes">The text in any encoding.</param>
    /// <param name="charset">The name of its encoding, or null when the server names none.</param>
    public static ArraySegment<byte> ToUtf8(ArraySegment<byte> bytes, string? charset)
    {
        foreach (var (marked, mark) in Marked)
        {
            if (bytes.AsSpan().StartsWith(mark))
            {
                return ToUtf8(new ArraySegment<byte>(bytes.Array!, bytes.Offset + mark.Length, bytes.Count - mark.Length), marked);
            }
        }

        // Text without a zero byte is not UTF-16 or UTF-32, whatever the charset claims.
        return Named(charset) is { } named && (named is not (UnicodeEncoding or UTF32Encoding) || bytes.AsSpan().IndexOf((byte)0) >= 0)
            ? ToUtf8(bytes, named)
            : bytes;
    }

    private static ArraySegment<byte> ToUtf8(ArraySegment<byte> bytes, Encoding encoding) => encoding is UTF8Encoding or ASCIIEncoding
        ? bytes
        : new(Encoding.UTF8.GetBytes(encoding.GetString(bytes.Array!, bytes.Offset, bytes.Count)));

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
