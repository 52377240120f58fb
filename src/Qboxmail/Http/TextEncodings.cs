using System.Text;

namespace Qboxmail.Http;

/// <summary>Determines the encoding of a body: from its byte order mark, else from the charset of the content type, else UTF-8.</summary>
internal static class TextEncodings
{
    // UTF-32 first: its little-endian mark starts with that of UTF-16.
    private static readonly Encoding[] Marked =
        [new UTF32Encoding(false, true), new UTF32Encoding(true, true), new UTF8Encoding(true), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true)];

    /// <summary>Returns the text in UTF-8 without a byte order mark.</summary>
    /// <param name="bytes">The text in any encoding.</param>
    /// <param name="charset">The name of its encoding, or null when the server names none.</param>
    public static byte[] ToUtf8(byte[] bytes, string? charset)
    {
        var mark = Marked.FirstOrDefault(encoding => StartsWith(bytes, encoding.GetPreamble()));

        if (mark is not null)
        {
            var start = mark.GetPreamble().Length;
            return mark is UTF8Encoding ? bytes.AsSpan(start).ToArray() : Encoding.UTF8.GetBytes(mark.GetString(bytes, start, bytes.Length - start));
        }

        var encoding = Named(charset);

        // Text without a zero byte is not UTF-16 or UTF-32, whatever the charset claims.
        return encoding is null or UTF8Encoding or ASCIIEncoding || (encoding is UnicodeEncoding or UTF32Encoding && Array.IndexOf(bytes, (byte)0) < 0)
            ? bytes
            : Encoding.UTF8.GetBytes(encoding.GetString(bytes));
    }

    private static bool StartsWith(byte[] bytes, byte[] mark) => bytes.AsSpan().StartsWith(mark);

    private static Encoding? Named(string? charset)
    {
        try
        {
            return charset?.Trim('"', '\'', ' ').ToLowerInvariant() switch
            {
                null or "" => null,
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
