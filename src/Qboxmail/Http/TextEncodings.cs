using Qboxmail.Json;

namespace Qboxmail.Http;

/// <summary>Determines the encoding of a body from its byte order mark or the charset of its content type. The default is UTF-8.</summary>
internal static class TextEncodings
{
    public static Encoding Latin1 { get; } = Encoding.GetEncoding("iso-8859-1");

    // .NET Standard lacks Windows-1252 and ISO 8859-15. The former differs from ISO 8859-1 in the bytes 0x80 to 0x9F, the latter in eight characters.
    private const string Windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";
    private const string Symbols = "¤¦¨´¸¼½¾";
    private const string Latin9 = "€ŠšŽžŒœŸ";

    /// <summary>Converts text to UTF-8 without a byte order mark.</summary>
    /// <param name="bytes">The text in any encoding.</param>
    /// <param name="charset">The charset that the server specifies, or <see langword="null"/> if it specifies none.</param>
    public static ArraySegment<byte> ToUtf8(ArraySegment<byte> bytes, string? charset)
    {
        var name = charset?.Trim('"', '\'', ' ').ToLowerInvariant();

        // Servers often specify a wrong charset for UTF-16 and UTF-32, or one without a byte order. Text begins with an ASCII character, so its zero
        // bytes reveal the encoding.
        var encoding = ByZeroBytes(bytes) ?? Named(name) ?? Encoding.UTF8;

        // Web servers may specify a configured charset for JSON that is UTF-8. Text in such a charset is rarely valid UTF-8 by chance.
        encoding = encoding.IsSingleByte && IsUtf8(bytes) ? Encoding.UTF8 : encoding;

        if (encoding is UTF8Encoding && !MayStartWithMark(bytes))
        {
            return bytes;
        }

        using var reader = new StreamReader(
            new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count), encoding, detectEncodingFromByteOrderMarks: true);

        // PHP can compose a response from several files, each with its own byte order mark.
        var text = reader.ReadToEnd().TrimStart('\uFEFF');
        Func<char, char> decode = name is "iso-8859-15" or "latin9" ? FromLatin9 : FromWindows1252;
        return new(Encoding.UTF8.GetBytes(reader.CurrentEncoding.CodePage == Latin1.CodePage ? string.Concat(text.Select(decode)) : text));
    }

    private static Encoding? ByZeroBytes(ReadOnlySpan<byte> bytes) => bytes.Length < 4 ? null : (bytes[0], bytes[1], bytes[2], bytes[3]) switch
    {
        (0, 0, 0, _) => Encoding.GetEncoding("utf-32BE"),
        (_, 0, 0, 0) => Encoding.UTF32,
        (0, _, _, _) => Encoding.BigEndianUnicode,
        (_, 0, _, _) => Encoding.Unicode,
        _ => null,
    };

    // Every byte order mark starts with one of these bytes. JSON in UTF-8 never does.
    private static bool MayStartWithMark(ReadOnlySpan<byte> bytes) => bytes is [0x00 or 0xEF or 0xFE or 0xFF, ..];

    private static bool IsUtf8(ArraySegment<byte> bytes)
    {
        try
        {
            SentText.StrictUtf8.GetCharCount(bytes.Array!, bytes.Offset, bytes.Count);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static char FromLatin9(char character) => Symbols.IndexOf(character) is var index and >= 0 ? Latin9[index] : character;

    // Browsers also decode ASCII and ISO 8859-1 as Windows-1252, which replaces only control characters.
    private static char FromWindows1252(char character) => character is >= '\u0080' and <= '\u009F' ? Windows1252[character - '\u0080'] : character;

    private static Encoding? Named(string? charset)
    {
        try
        {
            return charset switch
            {
                null => null,
                "windows-1252" or "cp1252" or "x-cp1252" or "iso-8859-15" or "latin9" => Latin1,
                _ => Encoding.GetEncoding(charset) switch
                {
                    // Text without zero bytes is neither UTF-16 nor UTF-32.
                    UnicodeEncoding or UTF32Encoding => null,
                    ASCIIEncoding => Latin1,
                    var encoding => encoding,
                },
            };
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            // The charset is unknown. UTF-8 is the default of JSON.
            return null;
        }
    }
}
