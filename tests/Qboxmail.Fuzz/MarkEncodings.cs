using System.Text.Json;

namespace Qboxmail.Fuzz;

/// <summary>The encodings in which a server may repeat a secret.</summary>
internal static class MarkEncodings
{
    /// <summary>Returns the password or the token in one of the encodings that servers use.</summary>
    public static string Write(Random random, bool isPassword) => random.Next(11) switch
    {
        _ when !isPassword => Marks.Token,
        0 => Marks.Token,
        1 => JsonEncodedText.Encode(Marks.Sent).ToString(),
        2 => JsonEncodedText.Encode(Marks.Sent, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
        3 => JsonEncodedText.Encode(JsonEncodedText.Encode(Marks.Sent).ToString()).ToString(),
        4 => string.Concat(Marks.Sent.Select(character => $"\\u{(int)character:x4}")),
        5 => Uri.EscapeDataString(Marks.Sent),
        6 => System.Net.WebUtility.UrlEncode(Marks.Sent),
        7 => System.Net.WebUtility.HtmlEncode(Marks.Sent),
        8 => JsonEncodedText.Encode(System.Net.WebUtility.HtmlEncode(Marks.Sent)).ToString(),
        9 => Uri.EscapeDataString(JsonEncodedText.Encode(Marks.Sent).ToString()),
        _ => Marks.Sent,
    };
}
