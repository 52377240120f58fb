namespace Qboxmail.Json;

/// <summary>Validates strings before they are sent.</summary>
internal static class SentText
{
    public static UTF8Encoding StrictUtf8 { get; } = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// Returns a string if it is valid Unicode. An encoder would silently replace an unpaired surrogate, for example in a password.
    /// </summary>
    /// <exception cref="ArgumentException">The string contains an unpaired surrogate.</exception>
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
                $"The value of '{Printable(name)}' is not valid Unicode: it contains an unpaired surrogate. Remove or complete the character.");
        }
    }

    private static string Printable(string name) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name));
}
