using System.Text;

namespace Qboxmail.Json;

/// <summary>Checks text before it is sent.</summary>
internal static class SentText
{
    public static UTF8Encoding StrictUtf8 { get; } = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Returns the text, which must be valid Unicode: an encoder would silently replace half of a surrogate pair in a password.</summary>
    /// <exception cref="ArgumentException">The text contains an unpaired surrogate.</exception>
    public static string Checked(string name, string text)
    {
        try
        {
            StrictUtf8.GetByteCount(text);
            return text;
        }
        catch (EncoderFallbackException)
        {
            throw new ArgumentException(
                $"The value of '{Printable(name)}' is not valid Unicode: it contains half of a surrogate pair. Remove or complete that character.");
        }
    }

    private static string Printable(string name) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name));
}
