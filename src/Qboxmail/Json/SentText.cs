namespace Qboxmail.Json;

/// <summary>Checks text before it is sent.</summary>
internal static class SentText
{
    /// <summary>Returns the text, which must be valid Unicode: an encoder would silently replace half of a surrogate pair in a password.</summary>
    /// <exception cref="ArgumentException">The text contains an unpaired surrogate.</exception>
    public static string Checked(string name, string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]))
            {
                index++;
            }
            else if (char.IsSurrogate(text[index]))
            {
                throw new ArgumentException(
                    $"The value of '{Printable(name)}' is not valid Unicode: it contains half of a surrogate pair. "
                    + "Remove or complete that character.");
            }
        }

        return text;
    }

    private static string Printable(string name) => new([.. name.Select(character => char.IsSurrogate(character) ? '\uFFFD' : character)]);
}
