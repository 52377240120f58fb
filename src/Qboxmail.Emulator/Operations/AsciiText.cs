namespace Qboxmail.Emulator.Operations;

internal static class AsciiText
{
    /// <summary>Converts only A to Z to lowercase. Unicode case conversion would turn U+212A (Kelvin sign) into the k of a valid name.</summary>
    public static string ToLower(string text) => string.Create(text.Length, text, static (lower, text) =>
    {
        for (var index = 0; index < lower.Length; index++)
        {
            lower[index] = char.IsAsciiLetterUpper(text[index]) ? (char)(text[index] | 0x20) : text[index];
        }
    });
}
