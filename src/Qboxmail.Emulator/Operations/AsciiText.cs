namespace Qboxmail.Emulator.Operations;

internal static class AsciiText
{
    /// <summary>Converts A to Z to lowercase. Other characters stay, so U+212A does not become the k of a valid name.</summary>
    public static string ToLower(string text) => string.Create(text.Length, text, static (lower, text) =>
    {
        for (var index = 0; index < lower.Length; index++)
        {
            lower[index] = char.IsAsciiLetterUpper(text[index]) ? (char)(text[index] | 0x20) : text[index];
        }
    });
}
