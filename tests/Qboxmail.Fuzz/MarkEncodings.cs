using System.Text.Json;

namespace Qboxmail.Fuzz;

/// <summary>The encodings in which a server may echo a secret.</summary>
internal static class MarkEncodings
{
    /// <summary>Returns the password or the token in one of the encodings of JSON. The library does not promise to redact other encodings.</summary>
    public static string Write(Random random, bool isPassword) => random.Next(5) switch
    {
        _ when !isPassword => Marks.Token,
        0 => Marks.Token,
        1 => JsonEncodedText.Encode(Marks.Sent).ToString(),
        2 => JsonEncodedText.Encode(Marks.Sent, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
        3 => string.Concat(Marks.Sent.Select(character => $"\\u{(int)character:x4}")),
        _ => Marks.Sent,
    };
}
